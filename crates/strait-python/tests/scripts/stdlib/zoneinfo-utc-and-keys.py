import zoneinfo
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

utc = ZoneInfo("UTC")
moment = datetime(2024, 7, 1, 12, tzinfo=utc)
print(utc, repr(utc), utc.key, utc is ZoneInfo("UTC"), moment, moment.utcoffset(), moment.tzname(), moment.dst())
print(moment.astimezone(UTC) == moment, moment == datetime(2024, 7, 1, 12, tzinfo=UTC), moment.isoformat())
print(moment + timedelta(hours=13))
for key in ["Not/AZone", "", "../etc", "no zone"]:
    try:
        print(ZoneInfo(key))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        print(repr(key), issubclass(type(error), (KeyError, ValueError, OSError)))
