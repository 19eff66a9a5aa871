from datetime import MAXYEAR, date, datetime, time, timedelta

d = date(2024, 2, 28)
print(d, repr(d), d + timedelta(days=2), d - timedelta(weeks=1), date(2024, 3, 1) - d, d.weekday(), d.isoweekday())
print(d.isocalendar(), d.timetuple()[:8], d.toordinal(), date.fromordinal(1), d.replace(day=1), d < date(2024, 3, 1))
print(d.year, d.ctime(), hash(d) == hash(date(2024, 2, 28)))
dt = datetime(2024, 12, 31, 23, 59, 58, 999999)
print(dt, repr(dt), dt + timedelta(microseconds=1, seconds=1), dt.date(), dt.time(), dt.replace(microsecond=0))
print(dt - datetime(2024, 1, 1), dt.timestamp.__name__, datetime.combine(d, time(1, 2)), datetime.min, datetime.max)
print(date.max, MAXYEAR, dt.isoformat(" ", "minutes"), dt == datetime(2024, 12, 31), [dt > datetime(2025, 1, 1)])
t = time(9, 5, 3)
print(t, repr(t), t.isoformat("milliseconds"), time(1) < time(2), time.min, time.max, t.replace(hour=0))
print(bool(time(0)), time(1, 2, 3, 4).isoformat())
delta = timedelta(days=1, hours=2, minutes=3, seconds=4.5)
print(delta, repr(delta), delta.days, delta.seconds, delta.microseconds, delta.total_seconds(), -delta, abs(-delta))
print(delta * 2, delta / 2, delta // timedelta(hours=1), delta % timedelta(hours=1))
print(divmod(delta, timedelta(hours=5)), delta / timedelta(hours=1), delta * 0.1, timedelta(0), bool(timedelta()))
print(timedelta(weeks=1) == timedelta(7), timedelta(seconds=-1), timedelta(days=1.5), timedelta(milliseconds=1500))
print(timedelta.max, timedelta.resolution, sum([delta, delta], timedelta()), delta > timedelta(1))
print(timedelta(microseconds=0.5), timedelta(microseconds=1.5), 3 * delta, delta - timedelta(2), repr(timedelta()))
for code in [
    "date(2023, 2, 29)", "date(2024, 13, 1)", "date(0, 1, 1)", "datetime(2024, 1, 1, 25)", "time(60)", "time(1, 60)",
    "date(2024, 1, '1')", "d + 1", "d - datetime(2024, 1, 1)", "d < dt", "dt + dt", "dt - 5", "date.max + timedelta(1)",
    "timedelta(days=10**10)", "delta / 0", "delta * delta", "delta + 5", "timedelta('a')", "date()",
    "datetime(2024, 1)", "d.replace(day=31)", "time(1) - time(2)", "delta < 5", "d == dt", "date.fromordinal(0)",
    "d.year = 5", "datetime(2024, 1, 1, fold=2)", "date.fromisocalendar(2024, 54, 1)", "timedelta(1) // 0",
    "datetime(2024, 1, 1, tzinfo='UTC')",
]:
    try:
        exec(f"print({code!r}, {code})" if "=" not in code or "==" in code or "(" in code else code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
