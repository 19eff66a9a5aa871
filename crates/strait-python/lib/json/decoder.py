"""From JSON text to objects."""

import re

import _json

__all__ = ['JSONDecoder', 'JSONDecodeError']


class JSONDecodeError(ValueError):
    """Text that is not JSON; `pos` is the index of the fault."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


_CONSTANTS = {'-Infinity': float('-inf'), 'Infinity': float('inf'), 'NaN': float('nan')}
_ESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
_HEXADECIMAL = frozenset('0123456789abcdefABCDEF')
_SPACE = ' \t\n\r'

_match_number = re.compile(r'(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?').match
_match_space = re.compile(r'[ \t\n\r]*').match
_match_plain = re.compile(r'[^"\\\x00-\x1f]*').match
_match_plain_or_control = re.compile(r'[^"\\]*').match


def scanstring(s, end, strict=True):
    """The string that starts at `end`, after its quote, and the index after its closing quote."""
    result = _json.scan_string(s, end, bool(strict))
    return result if result is not NotImplemented else _scan_string(s, end, strict)


def _scan_string(s, end, strict):
    begin = end - 1
    match_plain = _match_plain if strict else _match_plain_or_control
    chunks = []
    while True:
        start = end
        end = match_plain(s, start).end()
        if end > start:
            chunks.append(s[start:end])
        terminator = s[end:end + 1]
        if terminator == '"':
            return ''.join(chunks), end + 1
        if not terminator:
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        if terminator != '\\':
            raise JSONDecodeError('Invalid control character at', s, end)
        escape = s[end + 1:end + 2]
        if not escape:
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        if escape != 'u':
            if escape not in _ESCAPES:
                raise JSONDecodeError('Invalid \\escape', s, end)
            chunks.append(_ESCAPES[escape])
            end += 2
            continue
        code = _hexadecimal(s, end + 2)
        end += 6
        if 0xd800 <= code <= 0xdbff and s[end:end + 2] == '\\u' and len(s) > end + 6:
            low = _hexadecimal(s, end + 2)
            if 0xdc00 <= low <= 0xdfff:
                code = 0x10000 + ((code - 0xd800) << 10 | low - 0xdc00)
                end += 6
        chunks.append(chr(code))


def _hexadecimal(s, start):
    digits = s[start:start + 4]
    # A string cannot end here, so there is one more character after the digits.
    if len(digits) < 4 or len(s) <= start + 4 or not _HEXADECIMAL.issuperset(digits):
        raise JSONDecodeError('Invalid \\uXXXX escape', s, start - 1)
    return int(digits, 16)


class JSONDecoder:
    """Decodes JSON; the hooks say what to make of objects and numbers."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self._is_plain = (object_hook is None and object_pairs_hook is None and parse_constant is None
                          and self.parse_float is float and self.parse_int is int)

    def decode(self, s):
        """The object that a whole text stands for."""
        if self._is_plain and type(self).raw_decode is JSONDecoder.raw_decode:
            result = _json.decode(s, bool(self.strict))
            if result is not NotImplemented:
                return result
        result, end = self.raw_decode(s, idx=_match_space(s, 0).end())
        end = _match_space(s, end).end()
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return result

    def raw_decode(self, s, idx=0):
        """The object at an index of a text, and the index after it."""
        if idx < 0:
            raise ValueError('idx cannot be negative')
        if self._is_plain and type(self).scan_once is JSONDecoder.scan_once:
            result = _json.scan(s, idx, bool(self.strict))
            if result is not NotImplemented:
                return result
        return self.scan_once(s, idx)

    def scan_once(self, s, idx):
        first = s[idx:idx + 1]
        if first == '"':
            return scanstring(s, idx + 1, self.strict)
        if first == '{':
            return self._scan_object(s, idx + 1)
        if first == '[':
            return self._scan_array(s, idx + 1)
        if first == 'n' and s[idx:idx + 4] == 'null':
            return None, idx + 4
        if first == 't' and s[idx:idx + 4] == 'true':
            return True, idx + 4
        if first == 'f' and s[idx:idx + 5] == 'false':
            return False, idx + 5
        number = _match_number(s, idx)
        if number is not None:
            integer, fraction, exponent = number.groups()
            if fraction or exponent:
                return self.parse_float(integer + (fraction or '') + (exponent or '')), number.end()
            return self.parse_int(integer), number.end()
        for name in _CONSTANTS:
            if s.startswith(name, idx):
                return self.parse_constant(name), idx + len(name)
        raise JSONDecodeError('Expecting value', s, idx)

    def _scan_object(self, s, end):
        pairs = []
        end = _match_space(s, end).end()
        if s[end:end + 1] == '}':
            return self._object(pairs), end + 1
        while True:
            if s[end:end + 1] != '"':
                raise JSONDecodeError('Expecting property name enclosed in double quotes', s, end)
            key, end = scanstring(s, end + 1, self.strict)
            end = _match_space(s, end).end()
            if s[end:end + 1] != ':':
                raise JSONDecodeError("Expecting ':' delimiter", s, end)
            value, end = self.scan_once(s, _match_space(s, end + 1).end())
            pairs.append((key, value))
            end = _match_space(s, end).end()
            following = s[end:end + 1]
            if following == '}':
                return self._object(pairs), end + 1
            if following != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, end)
            end = _match_space(s, end + 1).end()

    def _object(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        return dict(pairs) if self.object_hook is None else self.object_hook(dict(pairs))

    def _scan_array(self, s, end):
        values = []
        end = _match_space(s, end).end()
        if s[end:end + 1] == ']':
            return values, end + 1
        while True:
            value, end = self.scan_once(s, end)
            values.append(value)
            end = _match_space(s, end).end()
            following = s[end:end + 1]
            if following == ']':
                return values, end + 1
            if following != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, end)
            end = _match_space(s, end + 1).end()
