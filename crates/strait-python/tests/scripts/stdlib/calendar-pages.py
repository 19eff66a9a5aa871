import calendar

print(calendar.month(2024, 2))
print(calendar.TextCalendar(calendar.SUNDAY).formatmonth(2023, 10, w=3))
print(calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(2000, 2025), calendar.monthrange(2024, 2))
print(calendar.monthcalendar(2024, 9), calendar.weekday(2024, 12, 25), calendar.day_name[0], calendar.month_abbr[12])
print(list(calendar.day_abbr), calendar.month_name[1:3])
print([d.isoformat() for d in calendar.Calendar().itermonthdates(2024, 2)][:4])
print(list(calendar.Calendar(6).itermonthdays2(2024, 6))[:3], calendar.Calendar().monthdayscalendar(2023, 2)[-1])
print(calendar.firstweekday())
try:
    calendar.monthrange(2024, 13)
except calendar.IllegalMonthError as error:
    print(error)
