import time

t = time.gmtime(0)
print(t, t.tm_year, t[0], t[:3], tuple(t), t.tm_gmtoff, len(t))
for seconds in (0, 951782400, 1e9, 1709164800.9, -1, 4102444800, 2**33):
    print(seconds, time.strftime("%Y-%m-%d %H:%M:%S %j %a %A %b %B %p %I %y %U %W %w %u %%", time.gmtime(seconds)))
print(time.asctime(t), time.strptime("2024-02-29 13:05", "%Y-%m-%d %H:%M")[:6])
print(time.strptime("Jan 5 99", "%b %d %y")[:3], time.strptime("12/31/68", "%x")[:3])
import calendar

print(calendar.timegm((2024, 2, 29, 0, 0, 0)), calendar.timegm(time.gmtime(123456789)))
print(time.time() > 1.6e9, time.monotonic() <= time.monotonic(), time.perf_counter_ns() > 0)
print(type(time.time_ns()).__name__, time.sleep(0), isinstance(time.process_time(), float))
print(time.struct_time((2020, 1, 2, 3, 4, 5, 6, 7, 8)), time.struct_time(range(9)) < time.struct_time(range(1, 10)))
for code in [
    "time.strptime('x', '%Y')", "time.strptime('2024-13', '%Y-%m')", "time.strptime('2024 extra', '%Y')",
    "time.strftime('%Y', (1,))", "time.sleep(-1)", "time.sleep('a')", "time.gmtime('a')", "time.strptime('1', '%Q')",
    "time.strftime('%Y', (2024, 13, 1, 0, 0, 0, 0, 1, 0))", "t.tm_year_", "time.strptime('30 Feb 2023', '%d %b %Y')",
    "time.struct_time((1, 2))",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
