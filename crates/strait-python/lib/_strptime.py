"""Parsing of dates and times by a format; for `time.strptime` and `datetime.strptime`, in the C locale."""
# Adapted from CPython's _strptime.py (see VENDORED.md).

import time
from calendar import isleap
from datetime import date, timedelta, timezone
from re import IGNORECASE, compile as re_compile, escape, sub

__all__ = []

_WEEKDAYS = ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')
_MONTHS = ('january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october',
           'november', 'december')

_PATTERNS = {
    'd': r'(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])',
    'f': r'(?P<f>[0-9]{1,6})',
    'H': r'(?P<H>2[0-3]|[0-1]\d|\d)',
    'I': r'(?P<I>1[0-2]|0[1-9]|[1-9])',
    'G': r'(?P<G>\d\d\d\d)',
    'j': r'(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])',
    'm': r'(?P<m>1[0-2]|0[1-9]|[1-9])',
    'M': r'(?P<M>[0-5]\d|\d)',
    'S': r'(?P<S>6[0-1]|[0-5]\d|\d)',
    'U': r'(?P<U>5[0-3]|[0-4]\d|\d)',
    'W': r'(?P<W>5[0-3]|[0-4]\d|\d)',
    'w': r'(?P<w>[0-6])',
    'u': r'(?P<u>[1-7])',
    'V': r'(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)',
    'y': r'(?P<y>\d\d)',
    'Y': r'(?P<Y>\d\d\d\d)',
    'z': r'(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))',
    'p': r'(?P<p>am|pm)',
    '%': '%',
}
# Longer names first, so that no name hides another that starts like it.
for _directive, _names in (('A', _WEEKDAYS), ('a', [_name[:3] for _name in _WEEKDAYS]),
                           ('B', _MONTHS), ('b', [_name[:3] for _name in _MONTHS])):
    _PATTERNS[_directive] = f'(?P<{_directive}>{"|".join(sorted(_names, key=len, reverse=True))})'

# Directives that stand for several others.
_COMPOUNDS = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S'}

# format -> compiled pattern, oldest first
_cache = {}
_CACHE_LIMIT = 32


def _zone_names():
    """Names of time zones without and with daylight saving."""
    with_saving = {time.tzname[1].lower()} if time.daylight else set()
    return {'utc', 'gmt', time.tzname[0].lower()}, with_saving


def _pattern(format):
    format = sub(r'([\\.^$*+?\(\){}\[\]|])', r'\\\1', format)
    format = sub(r'\s+', r'\\s+', format)
    parts = []
    while '%' in format:
        literal, _, format = format.partition('%')
        directive = format[0]
        if directive == 'Z':
            names = sorted(set.union(*_zone_names()), key=len, reverse=True)
            pattern = f'(?P<Z>{"|".join([escape(name) for name in names])})'
        elif directive in _COMPOUNDS:
            pattern = _pattern(_COMPOUNDS[directive])
        else:
            pattern = _PATTERNS[directive]
        parts += [literal, pattern]
        format = format[1:]
    return ''.join(parts) + format


def _compiled(format):
    compiled = _cache.get(format)
    if compiled is not None:
        return compiled
    try:
        pattern = _pattern(format)
    except KeyError as error:
        directive = error.args[0]
        if directive == '\\':
            directive = '%'     # a space after '%' has become '\\s+'
        raise ValueError(f"'{directive}' is a bad directive in format '{format}'") from None
    except IndexError:
        raise ValueError(f"stray % in format '{format}'") from None
    compiled = re_compile(pattern, IGNORECASE)
    if '%Z' not in format:
        if len(_cache) >= _CACHE_LIMIT:
            del _cache[next(iter(_cache))]
        _cache[format] = compiled
    return compiled


def _julian_day(year, week, weekday, starts_monday):
    """The day of the year for a weekday of a week counted by `%U` or `%W`."""
    first = date(year, 1, 1).weekday()
    if not starts_monday:
        first = (first + 1) % 7
        weekday = (weekday + 1) % 7
    if week == 0:
        return 1 + weekday - first
    return 1 + (7 - first) % 7 + 7 * (week - 1) + weekday


def _hour(found):
    if 'H' in found:
        return int(found['H'])
    if 'I' not in found:
        return 0
    hour = int(found['I']) % 12
    return hour + 12 if found.get('p', '').lower() == 'pm' else hour


def _offset(text):
    """Seconds and microseconds of an offset such as `+01:30`."""
    if text == 'Z':
        return 0, 0
    digits = text
    if digits[3] == ':':
        digits = digits[:3] + digits[4:]
        if len(digits) > 5:
            if digits[5] != ':':
                raise ValueError(f'Inconsistent use of : in {text}')
            digits = digits[:5] + digits[6:]
    seconds = int(digits[1:3]) * 3600 + int(digits[3:5]) * 60 + int(digits[5:7] or 0)
    microseconds = int(digits[8:].ljust(6, '0'))
    return (-seconds, -microseconds) if digits[0] == '-' else (seconds, microseconds)


def _weekday(found):
    if 'A' in found:
        return _WEEKDAYS.index(found['A'].lower())
    if 'a' in found:
        return [name[:3] for name in _WEEKDAYS].index(found['a'].lower())
    if 'w' in found:
        return (int(found['w']) - 1) % 7
    return int(found['u']) - 1 if 'u' in found else None


def _year(found):
    if 'Y' in found:
        return int(found['Y'])
    if 'y' in found:
        year = int(found['y'])
        return year + 2000 if year <= 68 else year + 1900
    return None


def _month(found):
    if 'm' in found:
        return int(found['m'])
    if 'B' in found:
        return _MONTHS.index(found['B'].lower()) + 1
    if 'b' in found:
        return [name[:3] for name in _MONTHS].index(found['b'].lower()) + 1
    return 1


def _check_iso(year, iso_year, iso_week, weekday, julian):
    if year is None and iso_year is not None:
        if iso_week is None or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        if julian is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                             "Use '%Y' instead.")
    elif iso_week is not None:
        if weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday "
                             "directive ('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. "
                         "Use the ISO year '%G' instead.")


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """The eleven items of a struct_time, and microseconds of the time and of the offset."""
    for index, arg in enumerate((data_string, format)):
        if not isinstance(arg, str):
            raise TypeError(f'strptime() argument {index} must be str, not {type(arg)}')
    match = _compiled(format).match(data_string)
    if not match:
        raise ValueError(f'time data {data_string!r} does not match format {format!r}')
    if len(data_string) != match.end():
        raise ValueError(f'unconverted data remains: {data_string[match.end():]}')
    found = match.groupdict()

    year, month, day = _year(found), _month(found), int(found.get('d', 1))
    fraction = int(found['f'].ljust(6, '0')) if 'f' in found else 0
    weekday = _weekday(found)
    julian = int(found['j']) if 'j' in found else None
    iso_year = int(found['G']) if 'G' in found else None
    iso_week = int(found['V']) if 'V' in found else None
    if 'U' not in found and 'W' not in found or year is None and iso_year is not None:
        _check_iso(year, iso_year, iso_week, weekday, julian)
    offset, offset_fraction = _offset(found['z']) if 'z' in found else (None, 0)
    daylight = -1
    if 'Z' in found:
        without_saving, with_saving = _zone_names()
        zone = found['Z'].lower()
        ambiguous = time.tzname[0] == time.tzname[1] and time.daylight and zone not in ('utc', 'gmt')
        if not ambiguous:
            daylight = 0 if zone in without_saving else 1

    leap_day_without_year = year is None and month == 2 and day == 29
    if year is None:
        year = 1904 if leap_day_without_year else 1900
    if julian is None and weekday is not None:
        if 'U' in found or 'W' in found:
            julian = _julian_day(year, int(found['U'] if 'U' in found else found['W']), weekday, 'U' not in found)
        elif iso_year is not None and iso_week is not None:
            result = date.fromisocalendar(iso_year, iso_week, weekday + 1)
            year, month, day = result.year, result.month, result.day
        if julian is not None and julian <= 0:
            year -= 1
            julian += 366 if isleap(year) else 365
    first = date(year, 1, 1).toordinal()
    if julian is None:
        julian = date(year, month, day).toordinal() - first + 1
    else:
        result = date.fromordinal(julian - 1 + first)
        year, month, day = result.year, result.month, result.day
    if weekday is None:
        weekday = date(year, month, day).weekday()
    if leap_day_without_year:
        year = 1900
    return ((year, month, day, _hour(found), int(found.get('M', 0)), int(found.get('S', 0)), weekday, julian,
             daylight, found.get('Z'), offset), fraction, offset_fraction)


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    """A struct_time, for `time.strptime`."""
    return time.struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format='%a %b %d %H:%M:%S %Y'):
    """An instance of `cls`, for `datetime.strptime`."""
    items, fraction, offset_fraction = _strptime(data_string, format)
    name, offset = items[-2:]
    args = items[:6] + (fraction,)
    if offset is not None:
        delta = timedelta(seconds=offset, microseconds=offset_fraction)
        args += (timezone(delta, name) if name else timezone(delta),)
    return cls(*args)
