"""Text encodings by name, and decoding of bytes that come in parts."""

import binascii
from collections import namedtuple

__all__ = ['encode', 'decode', 'lookup', 'CodecInfo', 'IncrementalDecoder', 'IncrementalEncoder',
           'getincrementaldecoder', 'getincrementalencoder', 'iterdecode', 'iterencode', 'getencoder', 'getdecoder',
           'BOM', 'BOM_BE', 'BOM_LE', 'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_LE', 'BOM_UTF16_BE', 'BOM_UTF32',
           'BOM_UTF32_LE', 'BOM_UTF32_BE']

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = b'\xfe\xff'
BOM_UTF32_LE = b'\xff\xfe\x00\x00'
BOM_UTF32_BE = b'\x00\x00\xfe\xff'
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE

CodecInfo = namedtuple('CodecInfo', ['encode', 'decode', 'incrementaldecoder', 'incrementalencoder', 'name'],
                       module='codecs')

_ALIASES = {'utf8': 'utf-8', 'u8': 'utf-8', 'utf': 'utf-8', 'cp65001': 'utf-8', 'utf8sig': 'utf-8-sig',
            'utf16': 'utf-16', 'utf16le': 'utf-16-le', 'utf16be': 'utf-16-be', 'utf32': 'utf-32',
            'utf32le': 'utf-32-le', 'utf32be': 'utf-32-be', 'ascii': 'ascii', 'usascii': 'ascii', '646': 'ascii',
            'latin1': 'iso8859-1', 'latin': 'iso8859-1', 'l1': 'iso8859-1', 'iso88591': 'iso8859-1',
            '88591': 'iso8859-1', 'cp1252': 'cp1252', 'windows1252': 'cp1252', '1252': 'cp1252'}


def _normal_name(encoding):
    plain = encoding.lower().replace('-', '').replace('_', '').replace(' ', '')
    return _ALIASES.get(plain, encoding.lower().replace('_', '-'))


def _rot13(text):
    return ''.join([chr((ord(c) - base + 13) % 26 + base) if (base := _alphabet_start(c)) else c for c in text])


def _alphabet_start(c):
    return 97 if 'a' <= c <= 'z' else 65 if 'A' <= c <= 'Z' else 0


def _base64_lines(data):
    return b''.join([binascii.b2a_base64(data[start:start + 57]) for start in range(0, len(data), 57)])


# Codecs from text to text and from bytes to bytes, which only this module's functions know: encode, decode.
_TRANSFORMS = {
    'rot13': (_rot13, _rot13),
    'hex': (binascii.b2a_hex, binascii.a2b_hex),
    'base64': (_base64_lines, binascii.a2b_base64),
}


def _transform(encoding):
    return _TRANSFORMS.get(encoding.lower().removesuffix('_codec').replace('_', '').replace('-', ''))


def encode(obj, encoding='utf-8', errors='strict'):
    transform = _transform(encoding)
    return obj.encode(encoding, errors) if transform is None else transform[0](obj)


def decode(obj, encoding='utf-8', errors='strict'):
    transform = _transform(encoding)
    return bytes(obj).decode(encoding, errors) if transform is None else transform[1](obj)


def lookup(encoding):
    if _transform(encoding) is None:
        ''.encode(encoding)     # raises LookupError for an unknown name

    def encode_all(text, errors='strict'):
        return encode(text, encoding, errors), len(text)

    def decode_all(data, errors='strict'):
        return decode(data, encoding, errors), len(data)

    def incremental_decoder(errors='strict'):
        return IncrementalDecoder(errors, encoding)

    def incremental_encoder(errors='strict'):
        return IncrementalEncoder(errors, encoding)

    return CodecInfo(encode_all, decode_all, incremental_decoder, incremental_encoder, _normal_name(encoding))


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementaldecoder(encoding):
    return lookup(encoding).incrementaldecoder


def getincrementalencoder(encoding):
    return lookup(encoding).incrementalencoder


class IncrementalEncoder:
    """Encodes text that comes in parts."""

    def __init__(self, errors='strict', encoding='utf-8'):
        self.errors = errors
        self.encoding = encoding
        self._started = False

    def encode(self, text, final=False):
        name = _normal_name(self.encoding)
        if self._started and name in ('utf-16', 'utf-32', 'utf-8-sig'):
            # Only the first part carries the byte order mark.
            name = 'utf-8' if name == 'utf-8-sig' else name + '-le'
            return text.encode(name, self.errors)
        if text:
            self._started = True
        return text.encode(self.encoding, self.errors)

    def reset(self):
        self._started = False


class IncrementalDecoder:
    """Decodes bytes that come in parts; the start of a character waits for the rest of it."""

    def __init__(self, errors='strict', encoding='utf-8'):
        self.errors = errors
        self.encoding = _normal_name(encoding)
        self._waiting = b''

    def decode(self, data, final=False):
        data = self._waiting + bytes(data)
        if self.encoding in ('utf-16', 'utf-32', 'utf-8-sig'):
            if not final and len(data) < 4:
                self._waiting = data
                return ''
            self.encoding, data = _after_mark(self.encoding, data)
        end = len(data) if final else len(data) - _incomplete(self.encoding, data)
        self._waiting = data[end:]
        return data[:end].decode(self.encoding, self.errors)

    def reset(self):
        self._waiting = b''

    def getstate(self):
        return self._waiting, 0

    def setstate(self, state):
        self._waiting = state[0]


def _after_mark(encoding, data):
    """The encoding that a byte order mark at the start tells, and the data after it."""
    if encoding == 'utf-8-sig':
        return 'utf-8', data.removeprefix(BOM_UTF8)
    little, big = (BOM_UTF16_LE, BOM_UTF16_BE) if encoding == 'utf-16' else (BOM_UTF32_LE, BOM_UTF32_BE)
    if data.startswith(big):
        return encoding + '-be', data[len(big):]
    return encoding + '-le', data.removeprefix(little)


def _incomplete(encoding, data):
    """How many bytes at the end are the start of a character."""
    if encoding == 'utf-8':
        for back in range(1, min(3, len(data)) + 1):
            byte = data[-back]
            if byte >= 0xc0:
                length = 2 if byte < 0xe0 else 3 if byte < 0xf0 else 4
                return back if back < length else 0
            if byte < 0x80:
                return 0
        return 0
    if encoding.startswith('utf-32'):
        return len(data) % 4
    if encoding.startswith('utf-16'):
        odd = len(data) % 2
        if len(data) - odd >= 2:
            high = data[len(data) - odd - (1 if encoding == 'utf-16-le' else 2)]
            if 0xd8 <= high <= 0xdb:
                return odd + 2
        return odd
    return 0


def iterdecode(iterator, encoding, errors='strict'):
    decoder = getincrementaldecoder(encoding)(errors)
    for data in iterator:
        text = decoder.decode(data)
        if text:
            yield text
    text = decoder.decode(b'', True)
    if text:
        yield text


def iterencode(iterator, encoding, errors='strict'):
    encoder = getincrementalencoder(encoding)(errors)
    for text in iterator:
        data = encoder.encode(text)
        if data:
            yield data
