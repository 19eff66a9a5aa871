"""From objects to JSON text."""

import _json

__all__ = ['JSONEncoder']


def encode_basestring(s):
    """A JSON string."""
    return _json.encode_string(s, False)


def encode_basestring_ascii(s):
    """A JSON string of ASCII characters."""
    return _json.encode_string(s, True)


class JSONEncoder:
    """Encodes JSON; `default` says what to make of objects that have no JSON form."""

    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        """An object with a JSON form to encode in place of one without; subclasses override it."""
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        """The JSON text of an object."""
        if type(self).iterencode is not JSONEncoder.iterencode:
            if isinstance(o, str):
                return _json.encode_string(o, bool(self.ensure_ascii))
            return ''.join(list(self.iterencode(o, _one_shot=True)))
        return self._text(o)

    def iterencode(self, o, _one_shot=False):
        """The JSON text of an object, in parts."""
        yield self._text(o)

    def _text(self, o):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = ' ' * indent
        text = _json.encode(o, bool(self.skipkeys), bool(self.ensure_ascii), bool(self.check_circular),
                            bool(self.allow_nan), indent, self.item_separator, self.key_separator,
                            bool(self.sort_keys))
        if text is NotImplemented:
            writer = _Writer(self, indent)
            writer.value(o, 0)
            text = ''.join(writer.parts)
        return text


class _Writer:
    """Collects the parts of one text."""

    def __init__(self, encoder, indent):
        self.encoder = encoder
        self.indent = indent
        self.parts = []
        self.open = {} if encoder.check_circular else None

    def value(self, o, level):
        if isinstance(o, str):
            self.parts.append(_json.encode_string(o, bool(self.encoder.ensure_ascii)))
        elif o is None:
            self.parts.append('null')
        elif o is True:
            self.parts.append('true')
        elif o is False:
            self.parts.append('false')
        elif isinstance(o, int):
            self.parts.append(int.__repr__(o))
        elif isinstance(o, float):
            self.parts.append(self.float_text(o))
        elif isinstance(o, (list, tuple)):
            self.array(o, level)
        elif isinstance(o, dict):
            self.object(o, level)
        else:
            self.enter(o)
            self.value(self.encoder.default(o), level)
            self.leave(o)

    def enter(self, o):
        if self.open is not None:
            if id(o) in self.open:
                raise ValueError('Circular reference detected')
            self.open[id(o)] = o

    def leave(self, o):
        if self.open is not None:
            del self.open[id(o)]

    def float_text(self, o):
        if o != o:
            text = 'NaN'
        elif o == float('inf'):
            text = 'Infinity'
        elif o == float('-inf'):
            text = '-Infinity'
        else:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            raise ValueError(f'Out of range float values are not JSON compliant: {o!r}')
        return text

    def line(self, level):
        return '' if self.indent is None else '\n' + self.indent * level

    def array(self, values, level):
        if not values:
            self.parts.append('[]')
            return
        self.enter(values)
        self.parts.append('[')
        separator = self.line(level + 1)
        for value in values:
            self.parts.append(separator)
            separator = self.encoder.item_separator + self.line(level + 1)
            self.value(value, level + 1)
        self.parts.append(self.line(level) + ']')
        self.leave(values)

    def object(self, mapping, level):
        if not mapping:
            self.parts.append('{}')
            return
        self.enter(mapping)
        self.parts.append('{')
        separator = self.line(level + 1)
        for key, value in sorted(mapping.items()) if self.encoder.sort_keys else mapping.items():
            key = self.key_text(key)
            if key is None:
                continue
            self.parts.append(separator)
            separator = self.encoder.item_separator + self.line(level + 1)
            self.parts.append(_json.encode_string(key, bool(self.encoder.ensure_ascii)))
            self.parts.append(self.encoder.key_separator)
            self.value(value, level + 1)
        self.parts.append(self.line(level) + '}')
        self.leave(mapping)

    def key_text(self, key):
        """A key as text; None if it is to be skipped."""
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self.float_text(key)
        if key is True:
            return 'true'
        if key is False:
            return 'false'
        if key is None:
            return 'null'
        if isinstance(key, int):
            return int.__repr__(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')
