from datetime import date, datetime, time, timedelta, timezone

dt = datetime(2024, 2, 9, 15, 4, 5, 678)
print(dt.strftime("%Y-%m-%dT%H:%M:%S.%f %a %A %b %B %d %I %p %j %U %W %w %y %% %c %x %X %G %V %u %Z|%z|"))
print(f"{dt:%d/%m/%y}", f"{dt}", f"{date(2024, 1, 2):%b %d}", format(time(1, 2), "%H:%M"), dt.strftime(""), f"{dt:}")
print(dt.strftime("é %Y"))
print(dt.isoformat(), dt.isoformat(sep=" ", timespec="seconds"), date(5, 1, 1).isoformat())
print(datetime(1, 1, 1).strftime("%d %m"), dt.replace(tzinfo=timezone.utc).isoformat())
print(dt.astimezone(timezone(timedelta(hours=-5, minutes=-30))).tzname() is not None)
for text, form in [
    ("2024-02-09 15:04:05", "%Y-%m-%d %H:%M:%S"), ("09/Feb/24", "%d/%b/%y"), ("Friday February 9 2024", "%A %B %d %Y"),
    ("3:04 PM", "%I:%M %p"), ("2024-02-09T15:04:05.5+0100", "%Y-%m-%dT%H:%M:%S.%f%z"), ("2024 040", "%Y %j"),
    ("2024 6 5", "%G %V %u"), ("12 AM", "%I %p"), ("  2024", " %Y"), ("+05:30", "%z"), ("Z", "%z"), ("1", "%d"),
    ("2024-2-9", "%Y-%m-%d"), ("UTC", "%Z"), ("5%", "%d%%"),
]:
    print(repr(text), repr(datetime.strptime(text, form)))
for text in [
    "2024-02-09", "20240209", "2024-W06-5", "2024-02-09T15:04", "2024-02-09 15:04:05.123", "2024-02-09T15:04:05Z",
    "2024-02-09T15:04:05+05:30", "20240209T150405", "2024-02-09T15", "2024-02-09T15:04:05,5", "2024-02-09x15:04",
    "2024-02-09T15:04:05.123456789", "2024-13-01", "2024-02-30", "", "2024-2-9", "2024-02-09T25:00",
    "2024-02-09T15:04:05+25:00", "2024W065", "15:04",
]:
    try:
        print(repr(text), repr(datetime.fromisoformat(text)))
    except ValueError as error:
        print(repr(text), error)
print(time.fromisoformat("15:04:05+01:00"), repr(time.fromisoformat("T0102")), date.fromisoformat("2024-W01-1"))
for text, form in [
    ("2024", "%Y-%m"), ("2024-13", "%Y-%m"), ("x", "%d"), ("31 Feb 2024", "%d %b %Y"), ("2024 rest", "%Y"), ("1", "%Q"),
    ("", "%Y"), ("24:00", "%H:%M"), ("13 PM", "%I %p"), ("2024-01-01", "%"), ("5", "%Y"),
]:
    try:
        print(datetime.strptime(text, form))
    except ValueError as error:
        print(error)
for code in [
    "datetime.strptime(5, '%Y')", "datetime.fromisoformat(5)", "dt.strftime(5)", "dt.isoformat(timespec='x')",
    "date.fromisoformat('x')", "time.fromisoformat('99:00')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
