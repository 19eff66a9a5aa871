from datetime import date, datetime, time, timedelta, timezone, tzinfo, UTC

plus2 = timezone(timedelta(hours=2))
named = timezone(timedelta(hours=-5, minutes=-30), "Half")
aware = datetime(2024, 3, 10, 12, 0, tzinfo=UTC)
print(aware, repr(aware), aware.astimezone(plus2), aware.astimezone(named), aware.utcoffset(), aware.tzname())
print(aware.astimezone(named).tzname(), UTC is timezone.utc, repr(plus2), str(plus2), str(named), repr(timezone.utc))
print(timezone(timedelta(0)), timezone(timedelta(seconds=3661)))
print(aware.timestamp(), datetime.fromtimestamp(1710072000, UTC), datetime.fromtimestamp(0.5, plus2))
print(datetime.fromtimestamp(-1.5, UTC), datetime(1970, 1, 1, tzinfo=UTC).timestamp())
print(datetime.fromtimestamp(1e9 + 0.123456, tz=timezone.utc), aware == aware.astimezone(plus2))
print(hash(aware) == hash(aware.astimezone(plus2)), aware - aware.astimezone(named))
print(aware < datetime(2024, 3, 10, 15, tzinfo=plus2))
print(aware.replace(tzinfo=None), aware.replace(tzinfo=plus2).utctimetuple()[:5], aware.timetz(), aware.isoformat())
print(aware.strftime("%z %Z %:z"), (aware + timedelta(days=1)).tzinfo, time(1, tzinfo=plus2), aware.date())
print(datetime(2024, 1, 1) == aware, aware.astimezone(plus2).strftime("%H:%M %z"))


class Summer(tzinfo):
    """One hour ahead from April to September."""

    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1) if dt is not None and 4 <= dt.month <= 9 else timedelta(0)

    def tzname(self, dt):
        return "SUMMER" if self.dst(dt) else "WINTER"


zone = Summer()
print(datetime(2024, 1, 1, tzinfo=zone), datetime(2024, 7, 1, tzinfo=zone), datetime(2024, 7, 1, tzinfo=zone).dst())
print(aware.astimezone(zone), datetime(2024, 6, 1, 12, tzinfo=UTC).astimezone(zone))
print(datetime(2024, 7, 1, tzinfo=zone).tzname(), datetime(2024, 7, 1, tzinfo=zone).timestamp())
print(f"{datetime(2024, 7, 1, tzinfo=zone):%Z}")
naive = datetime(2024, 1, 1)
for code in [
    "aware - naive", "aware < naive", "naive.astimezone(UTC).tzinfo", "timezone(timedelta(hours=24))", "timezone(5)",
    "timezone()", "datetime.now('UTC')", "aware.replace(tzinfo=5)", "datetime.fromtimestamp('a')",
    "sorted([aware, naive])", "timezone.utc.utcoffset(5)", "tzinfo().utcoffset(None)", "naive.utcoffset()",
    "naive.tzname()", "datetime.now(UTC).tzinfo", "datetime.now(UTC) > aware", "time(1) < time(1, tzinfo=UTC)",
    "datetime.max.replace(tzinfo=UTC).astimezone(plus2)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
