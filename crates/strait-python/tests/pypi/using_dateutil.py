from datetime import date, datetime, timedelta

from dateutil import easter, parser, rrule, tz
from dateutil.relativedelta import FR, MO, relativedelta

default = datetime(2003, 9, 25)
for text in ('Thu Sep 25 10:36:28 2003', '2003-09-25T10:49:41.5-03:00', '10h36m28.5s', 'Sept 25 2003 3pm', '25/12/2020',
             '20030925T104941', 'Thursday, 25. September 2003', '1996.July.10 AD 12:08 PM', '4:00 am UTC'):
    print(parser.parse(text, default=default))
print(parser.parse('01-02-03', dayfirst=True), parser.parse('01-02-03', yearfirst=True), parser.isoparse('2024-W05-3'))
print(parser.parse('Today is January 1, 2047 at 8:21:00AM', fuzzy_with_tokens=True))
for wrong in ('not a date', '2020-13-45', ''):
    try:
        print(parser.parse(wrong))
    except parser.ParserError as error:
        print(error)
start = datetime(2024, 1, 31)
print(start + relativedelta(months=1), start + relativedelta(weekday=FR(-1)), date(2024, 5, 8) + relativedelta(weekday=MO))
print(relativedelta(datetime(2024, 3, 1), datetime(2022, 12, 25)), relativedelta(hours=49, minutes=90).normalized())
print([f'{day:%Y-%m-%d}' for day in rrule.rrule(rrule.MONTHLY, count=4, bymonthday=-1, dtstart=start)])
rule = rrule.rrulestr('DTSTART:20240101T090000\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20240116T000000')
print(list(rule), rule.after(datetime(2024, 1, 5)), rule.count())
print(rrule.rrule(rrule.DAILY, interval=10, count=3, dtstart=start))
several = rrule.rruleset()
several.rrule(rrule.rrule(rrule.DAILY, count=4, dtstart=start))
several.exdate(datetime(2024, 2, 1))
print([day.day for day in several])
print([easter.easter(year).isoformat() for year in (2023, 2024, 2025)])
zone = tz.tzoffset('X', 3600)
print(datetime(2024, 1, 1, tzinfo=zone).astimezone(tz.UTC), tz.tzstr('EST5EDT').utcoffset(datetime(2024, 7, 1)), zone, tz.tzutc())
print(datetime(2024, 7, 1, tzinfo=tz.tzstr('EST5EDT,M3.2.0,M11.1.0')).tzname(), tz.resolve_imaginary(datetime(2024, 1, 1, tzinfo=zone)))
