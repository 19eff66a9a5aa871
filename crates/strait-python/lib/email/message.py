"""Messages: headers in their order, and a payload, a text or parts."""

import re

__all__ = ['Message']

_quoted_if = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]').search
_missing = object()


class Message:
    """Headers, as pairs in their order, and a payload."""

    def __init__(self, policy=None):
        self.policy = policy
        self._headers = []
        self._unixfrom = None
        self._payload = None
        self._default_type = 'text/plain'
        self.preamble = self.epilogue = None
        self.defects = []

    def __str__(self):
        return self.as_string()

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        """The headers, an empty line, and the payload."""
        if self.is_multipart():
            raise NotImplementedError('messages of several parts cannot be written')
        first = f'{self._unixfrom}\n' if unixfrom and self._unixfrom else ''
        return f"{first}{''.join([f'{name}: {value}\n' for name, value in self._headers])}\n{self._payload or ''}"

    def __bytes__(self):
        return self.as_bytes()

    def as_bytes(self, unixfrom=False, policy=None):
        return self.as_string(unixfrom).encode('ascii', 'surrogateescape')

    def set_unixfrom(self, unixfrom):
        self._unixfrom = unixfrom

    def get_unixfrom(self):
        return self._unixfrom

    # The payload.

    def is_multipart(self):
        return isinstance(self._payload, list)

    def attach(self, payload):
        """Add a part."""
        if self._payload is None:
            self._payload = [payload]
        elif not self.is_multipart():
            raise TypeError('Attach is not valid on a message with a non-multipart payload')
        else:
            self._payload.append(payload)

    def get_payload(self, i=None, decode=False):
        """The payload; its part of that number; or its bytes, as the header Content-Transfer-Encoding says."""
        if self.is_multipart():
            if decode:
                return None
            return self._payload if i is None else self._payload[i]
        if i is not None and not isinstance(self._payload, list):
            raise TypeError(f'Expected list, got {type(self._payload)}')
        if not decode or not isinstance(self._payload, str):
            return self._payload
        from base64 import b64decode
        from binascii import a2b_qp
        plain = self._payload.encode('ascii', 'surrogateescape') if self._payload.isascii() else self._payload.encode()
        encoding = str(self.get('content-transfer-encoding', '')).lower()
        if encoding == 'quoted-printable':
            return a2b_qp(plain)
        return b64decode(plain) if encoding == 'base64' else plain

    def set_payload(self, payload, charset=None):
        self._payload = payload.decode('ascii', 'surrogateescape') if isinstance(payload, bytes) else payload
        if charset is not None:
            self.set_param('charset', str(charset))

    def walk(self):
        """This message and all its parts."""
        yield self
        if self.is_multipart():
            for part in self._payload:
                yield from part.walk()

    # The headers, as a mapping in which a name may be there more than once.

    def __len__(self):
        return len(self._headers)

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, val):
        """Add a header; those of the same name stay."""
        self._headers.append((name, val))

    def __delitem__(self, name):
        """Remove all headers of a name, if there are any."""
        name = name.lower()
        self._headers = [pair for pair in self._headers if pair[0].lower() != name]

    def __contains__(self, name):
        name = name.lower()
        return any([name == each.lower() for each, _ in self._headers])

    def __iter__(self):
        for name, _ in self._headers:
            yield name

    def keys(self):
        return [name for name, _ in self._headers]

    def values(self):
        return [value for _, value in self._headers]

    def items(self):
        return list(self._headers)

    def get(self, name, failobj=None):
        """The first value of a name."""
        name = name.lower()
        for each, value in self._headers:
            if each.lower() == name:
                return value
        return failobj

    def get_all(self, name, failobj=None):
        """All values of a name, in order."""
        name = name.lower()
        return [value for each, value in self._headers if each.lower() == name] or failobj

    def set_raw(self, name, value):
        self._headers.append((name, value))

    def raw_items(self):
        return iter(self._headers.copy())

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters."""
        parts = [] if _value is None else [_value]
        for name, value in _params.items():
            name = name.replace('_', '-')
            parts.append(name if value is None else _parameter(name, value))
        self[_name] = '; '.join(parts)

    def replace_header(self, _name, _value):
        """Replace the first header of a name; KeyError if there is none."""
        name = _name.lower()
        for at, (each, _) in enumerate(self._headers):
            if each.lower() == name:
                self._headers[at] = (each, _value)
                return
        raise KeyError(name)

    # The content type and its parameters.

    def get_content_type(self):
        """In lower case; that of a message that does not say it is the default."""
        value = self.get('content-type', _missing)
        if value is _missing:
            return self.get_default_type()
        kind = str(value).partition(';')[0].strip().lower()
        return kind if kind.count('/') == 1 else 'text/plain'

    def get_content_maintype(self):
        return self.get_content_type().split('/')[0]

    def get_content_subtype(self):
        return self.get_content_type().split('/')[1]

    def get_default_type(self):
        return self._default_type

    def set_default_type(self, ctype):
        self._default_type = ctype

    def set_type(self, type, header='Content-Type', requote=True):
        """Set the content type; the parameters stay."""
        if type.count('/') != 1:
            raise ValueError
        params = self.get_params(header=header, unquote=requote) or []
        del self[header]
        self[header] = '; '.join([type, *[_parameter(name, value, requote) for name, value in params[1:]]])

    def _params(self, failobj, header):
        value = self.get(header, _missing)
        if value is _missing:
            return failobj
        pairs = [part.partition('=') for part in _parts(str(value))]
        return _utils().decode_params([(name.strip(), value.strip()) for name, _, value in pairs])

    def get_params(self, failobj=None, header='content-type', unquote=True):
        """The parameters as pairs; the first is the value itself with an empty string."""
        params = self._params(_missing, header)
        if params is _missing:
            return failobj
        return [(name, _unquoted(value)) for name, value in params] if unquote else params

    def get_param(self, param, failobj=None, header='content-type', unquote=True):
        """The value of a parameter: a str, or a tuple of charset, language and value (RFC 2231)."""
        for name, value in self._params((), header):
            if name.lower() == param.lower():
                return _unquoted(value) if unquote else value
        return failobj

    def set_param(self, param, value, header='Content-Type', requote=True, charset=None, language='', replace=False):
        """Set a parameter."""
        if not isinstance(value, tuple) and charset:
            value = (charset, language, value)
        if header not in self and header.lower() == 'content-type':
            parts = ['text/plain']
        else:
            pairs = [(name, value if name.lower() == param.lower() else each)
                     for name, each in self.get_params((), header, requote)]
            parts = [_parameter(name, each, requote) for name, each in pairs]
        if self.get_param(param, header=header) is None:
            parts.append(_parameter(param, value, requote))
        if replace and header in self:
            self.replace_header(header, '; '.join(parts))
        else:
            del self[header]
            self[header] = '; '.join(parts)

    def del_param(self, param, header='content-type', requote=True):
        """Remove a parameter."""
        if header in self:
            kept = [(name, value) for name, value in self.get_params((), header, requote) if name.lower() != param.lower()]
            self.replace_header(header, '; '.join([_parameter(name, value, requote) if value else name
                                                   for name, value in kept]))

    def get_filename(self, failobj=None):
        """The name of a file that the message says it is."""
        name = self.get_param('filename', _missing, 'content-disposition')
        if name is _missing:
            name = self.get_param('name', _missing, 'content-type')
        return failobj if name is _missing else _utils().collapse_rfc2231_value(name).strip()

    def get_boundary(self, failobj=None):
        boundary = self.get_param('boundary', _missing)
        return failobj if boundary is _missing else _utils().collapse_rfc2231_value(boundary).rstrip()

    def get_content_charset(self, failobj=None):
        """The charset, in lower case."""
        charset = self.get_param('charset', _missing)
        if charset is _missing:
            return failobj
        if isinstance(charset, tuple):
            try:
                charset = str(charset[2].encode('raw-unicode-escape'), charset[0] or 'us-ascii')
            except (LookupError, UnicodeError):
                charset = charset[2]
        return charset.lower() if charset.isascii() else failobj

    def get_charsets(self, failobj=None):
        return [part.get_content_charset(failobj) for part in self.walk()]

    def get_content_disposition(self):
        """inline, attachment or the like, in lower case."""
        value = self.get('content-disposition')
        return None if value is None else str(value).partition(';')[0].strip().lower()


def _utils():
    # It imports much, and few messages are asked for parameters.
    from email import utils
    return utils


def _parameter(name, value=None, quote=True):
    if not value:
        return name
    if isinstance(value, tuple):
        return f'{name}*={_utils().encode_rfc2231(value[2], value[0], value[1])}'
    if not value.isascii():
        return f"{name}*={_utils().encode_rfc2231(value, 'utf-8', '')}"
    if quote or _quoted_if(value):
        escaped = value.replace('\\', r'\\').replace('"', r'\"')
        return f'{name}="{escaped}"'
    return f'{name}={value}'


def _parts(text):
    """What lies between semicolons that are not quoted; names of parameters in lower case."""
    parts = []
    while True:
        end = text.find(';')
        while end > 0 and (text.count('"', 0, end) - text.count('\\"', 0, end)) % 2:
            end = text.find(';', end + 1)
        part = text if end < 0 else text[:end]
        name, equals, value = part.partition('=')
        parts.append(f'{name.strip().lower()}={value.strip()}' if equals else part.strip())
        if end < 0:
            return parts
        text = text[end + 1:]


def _unquoted(value):
    if isinstance(value, tuple):
        return value[0], value[1], _utils().unquote(value[2])
    return _utils().unquote(value)
