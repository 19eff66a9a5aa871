"""The functions of `time` that are written in Python. `_time` makes built-in functions of those about dates."""

from operator import index

from _task import sleep as _sleep, wall_clock as time

_days = ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday')
_months = ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
           'December')
_days_before_month = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_fields = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')


def sleep(seconds, /):
    """Suspend the calling task for some seconds, as time.sleep suspends a thread."""
    if not isinstance(seconds, (int, float)):
        if not hasattr(seconds, '__index__'):
            raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
        seconds = seconds.__index__()
    if seconds != seconds:
        raise ValueError('Invalid value NaN (not a number)')
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    if seconds >= 2**63 / 1e9:
        if isinstance(seconds, float):
            raise OverflowError('timestamp out of range for platform time_t')
        raise OverflowError('timestamp too large to convert to C _PyTime_t')
    _sleep(seconds)


class struct_time(tuple):
    """The parts of a time, as gmtime(), localtime() and strptime() give them."""

    n_sequence_fields, n_fields, n_unnamed_fields = 9, 11, 0
    __match_args__ = _fields

    def __new__(cls, sequence):
        parts = tuple(sequence)
        if len(parts) < 9:
            raise TypeError(f'time.struct_time() takes an at least 9-sequence ({len(parts)}-sequence given)')
        if len(parts) > 11:
            raise TypeError(f'time.struct_time() takes an at most 11-sequence ({len(parts)}-sequence given)')
        self = tuple.__new__(cls, parts[:9])
        self._zone = parts[9] if len(parts) > 9 else None
        self._offset = parts[10] if len(parts) > 10 else None
        return self

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = property(lambda self: self._zone)
    tm_gmtoff = property(lambda self: self._offset)

    def __repr__(self):
        return f"time.struct_time({', '.join(f'{name}={part!r}' for name, part in zip(_fields, self))})"

    def __reduce__(self):
        return struct_time, (tuple(self),)


struct_time.__module__ = 'time'
struct_time.__name__ = 'time.struct_time'   # as errors call it


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_from_civil(year, month, day):
    # Days since 1970-01-01 in the proleptic Gregorian calendar.
    year += (month - 1) // 12
    month = (month - 1) % 12 + 1
    before = 365 * (year - 1) + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400
    before += _days_before_month[month - 1] + (month > 2 and _is_leap(year))
    return before + day - 719163


def _civil_from_days(days):
    # The way of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    days += 719468
    era, of_era = divmod(days, 146097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    day = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day


def gmtime(seconds=None, /):
    """Convert seconds since the epoch to a struct_time in UTC. The current time when there is no argument."""
    if seconds is None:
        seconds = time()
    if not isinstance(seconds, (int, float)):
        seconds = index(seconds)
    seconds = int(seconds // 1)
    days, rest = divmod(seconds, 86400)
    if not -1 << 40 < days < 1 << 40:
        raise OverflowError('timestamp out of range for platform time_t')
    year, month, day = _civil_from_days(days)
    of_year = _days_before_month[month - 1] + day + (month > 2 and _is_leap(year))
    return struct_time((year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7, of_year, 0, 'UTC', 0))


localtime = gmtime


def mktime(parts, /):
    """Convert a struct_time, or a tuple of its nine parts, to seconds since the epoch."""
    if not isinstance(parts, tuple):
        raise TypeError('Tuple or struct_time argument required')
    if len(parts) != 9:
        raise TypeError('mktime(): illegal time tuple argument')
    year, month, day, hour, minute, second = parts[:6]
    return float(_days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second)


def asctime(parts=None, /):
    """Convert a time to a string such as 'Sat Jun 06 16:26:11 1998'."""
    parts = _checked(localtime() if parts is None else parts, 'asctime')
    return (f'{_days[parts[6]][:3]} {_months[parts[1] - 1][:3]} {parts[2]:2d} '
            f'{parts[3]:02d}:{parts[4]:02d}:{parts[5]:02d} {parts[0]}')


def ctime(seconds=None, /):
    """Convert seconds since the epoch to a string such as asctime() gives."""
    return asctime(localtime(seconds))


def _checked(parts, function):
    if not isinstance(parts, tuple):
        raise TypeError('Tuple or struct_time argument required')
    if len(parts) != 9:
        raise TypeError(f'{function}(): illegal time tuple argument')
    year, month, day, hour, minute, second, weekday, of_year, is_dst = parts
    month, day, of_year = month or 1, day or 1, of_year or 1
    limits = (('month', month, 1, 12), ('day of month', day, 1, 31), ('hour', hour, 0, 23), ('minute', minute, 0, 59),
              ('seconds', second, 0, 61), ('day of year', of_year, 1, 366))
    for name, value, least, most in limits:
        if not least <= value <= most:
            raise ValueError(f'{name} out of range')
    if weekday < -1:
        raise ValueError('day of week out of range')
    return year, month, day, hour, minute, second, (weekday + 7) % 7, of_year, is_dst


def _iso_week(year, weekday, of_year):
    # The ISO 8601 year and week of a day; Monday is 0, of_year counts from 1.
    week = (of_year - weekday + 9) // 7
    if week < 1:
        before = year - 1
        return before, 53 if _long_year(before) else 52
    if week == 53 and not _long_year(year):
        return year + 1, 1
    return year, week


def _long_year(year):
    last_weekday = lambda year: (year + year // 4 - year // 100 + year // 400) % 7
    return last_weekday(year) == 4 or last_weekday(year - 1) == 3


def strftime(format, parts=None, /):
    """Write a time as the format says. See https://docs.python.org/3/library/time.html#time.strftime"""
    if not isinstance(format, str):
        raise TypeError(f'strftime() argument 1 must be str, not {type(format).__name__}')
    zone = getattr(parts, 'tm_zone', None) or 'UTC'
    parts = _checked(localtime() if parts is None else parts, 'strftime')
    pieces = []
    place = 0
    while True:
        found = format.find('%', place)
        if found < 0 or found + 1 >= len(format):
            pieces.append(format[place:])
            return ''.join(pieces)
        pieces.append(format[place:found])
        code = format[found + 1]
        place = found + 2
        if code in '-_0^#' and place < len(format):
            flag, code = code, format[place]
            place += 1
            pieces.append(_flagged(flag, _piece(code, parts, zone)))
        else:
            pieces.append(_piece(code, parts, zone))


def _flagged(flag, text):
    if flag == '-':
        return text.lstrip('0 ') or '0'
    if flag == '_':
        kept = text.lstrip('0') or '0'
        return kept.rjust(len(text))
    if flag == '^':
        return text.upper()
    return text


def _piece(code, parts, zone):
    year, month, day, hour, minute, second, weekday, of_year, _ = parts
    match code:
        case 'Y': return str(year)
        case 'm': return f'{month:02d}'
        case 'd': return f'{day:02d}'
        case 'H': return f'{hour:02d}'
        case 'M': return f'{minute:02d}'
        case 'S': return f'{second:02d}'
        case 'j': return f'{of_year:03d}'
        case 'y': return f'{year % 100:02d}'
        case 'C': return f'{year // 100:02d}'
        case 'e': return f'{day:2d}'
        case 'I': return f'{(hour - 1) % 12 + 1:02d}'
        case 'l': return f'{(hour - 1) % 12 + 1:2d}'
        case 'k': return f'{hour:2d}'
        case 'p': return 'AM' if hour < 12 else 'PM'
        case 'P': return 'am' if hour < 12 else 'pm'
        case 'a': return _days[weekday][:3]
        case 'A': return _days[weekday]
        case 'b' | 'h': return _months[month - 1][:3]
        case 'B': return _months[month - 1]
        case 'w': return str((weekday + 1) % 7)
        case 'u': return str(weekday + 1)
        case 'U': return f'{(of_year + 6 - (weekday + 1) % 7) // 7:02d}'
        case 'W': return f'{(of_year + 6 - weekday) // 7:02d}'
        case 'V': return f'{_iso_week(year, weekday, of_year)[1]:02d}'
        case 'G': return str(_iso_week(year, weekday, of_year)[0])
        case 'g': return f'{_iso_week(year, weekday, of_year)[0] % 100:02d}'
        case 'c': return asctime(tuple(parts))
        case 'x' | 'D': return f'{month:02d}/{day:02d}/{year % 100:02d}'
        case 'X' | 'T': return f'{hour:02d}:{minute:02d}:{second:02d}'
        case 'F': return f'{year}-{month:02d}-{day:02d}'
        case 'R': return f'{hour:02d}:{minute:02d}'
        case 'r': return f"{(hour - 1) % 12 + 1:02d}:{minute:02d}:{second:02d} {'AM' if hour < 12 else 'PM'}"
        case 's': return str(int(mktime(parts)))
        case 'z': return '+0000'
        case 'Z': return zone
        case 'n': return '\n'
        case 't': return '\t'
        case '%': return '%'
    return '%' + code


def strptime(text, format='%a %b %d %H:%M:%S %Y', /):
    """Read a time that is written as the format says. Returns a struct_time."""
    import _strptime
    return _strptime._strptime_time(text, format)
