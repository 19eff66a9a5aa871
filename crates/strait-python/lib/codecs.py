"""Text encodings by name, and decoding of bytes that come in parts."""

import binascii

import _codecs

__all__ = ['encode', 'decode', 'lookup', 'Codec', 'CodecInfo', 'IncrementalDecoder', 'IncrementalEncoder',
           'getincrementaldecoder', 'getincrementalencoder', 'iterdecode', 'iterencode', 'getencoder', 'getdecoder',
           'getreader', 'getwriter', 'register', 'unregister', 'register_error', 'lookup_error', 'StreamReader',
           'StreamWriter', 'BufferedIncrementalDecoder', 'strict_errors', 'ignore_errors', 'replace_errors',
           'xmlcharrefreplace_errors', 'backslashreplace_errors', 'namereplace_errors',
           'BOM', 'BOM_BE', 'BOM_LE', 'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_LE', 'BOM_UTF16_BE', 'BOM_UTF32',
           'BOM_UTF32_LE', 'BOM_UTF32_BE']

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = b'\xfe\xff'
BOM_UTF32_LE = b'\xff\xfe\x00\x00'
BOM_UTF32_BE = b'\x00\x00\xfe\xff'
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE


class CodecInfo(tuple):
    """What is known of an encoding; as a tuple its four first functions."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamreader = streamreader
        self.streamwriter = streamwriter
        self._is_text_encoding = _is_text_encoding is not False
        return self

    def __repr__(self):
        return f'<codecs.CodecInfo object for encoding {self.name} at {id(self):#x}>'


class Codec:
    """Encodes and decodes whole texts: for codecs of your own."""

    def encode(self, input, errors='strict'):
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        raise NotImplementedError


def _normal_name(encoding):
    return _codecs.name(encoding) or encoding.lower().replace('_', '-')


def register(search_function):
    if not callable(search_function):
        raise TypeError('argument must be callable')
    _codecs._codec_searches.append(search_function)


def unregister(search_function):
    if search_function in _codecs._codec_searches:
        _codecs._codec_searches.remove(search_function)


def register_error(errors, handler):
    if not callable(handler):
        raise TypeError('handler must be callable')
    if _codecs.is_handler(errors):
        raise ValueError(f'{errors!r} cannot be changed here')
    _codecs._error_handlers[errors] = handler


def lookup_error(name):
    if name in _codecs._error_handlers:
        return _codecs._error_handlers[name]
    if not _codecs.is_handler(name):
        raise LookupError(f"unknown error handler name '{name}'")
    return globals()[f'{name}_errors']


def _part_in_trouble(error):
    if isinstance(error, (UnicodeEncodeError, UnicodeTranslateError, UnicodeDecodeError)):
        return error.object[error.start:error.end]
    raise TypeError(f"don't know how to handle {type(error).__name__} in error callback")


def strict_errors(exception):
    if isinstance(exception, Exception):
        raise exception
    raise TypeError('codec must pass exception instance')


def ignore_errors(exception):
    _part_in_trouble(exception)
    return '', exception.end


def replace_errors(exception):
    part = _part_in_trouble(exception)
    if isinstance(exception, UnicodeDecodeError):
        return '\ufffd', exception.end
    return ('?' if isinstance(exception, UnicodeEncodeError) else '\ufffd') * len(part), exception.end


def _handled_characters(exception, name):
    part = _part_in_trouble(exception)
    if not isinstance(exception, UnicodeEncodeError):
        raise TypeError(f"don't know how to handle {type(exception).__name__} in error callback")
    return part.encode('ascii', name).decode('ascii'), exception.end


def xmlcharrefreplace_errors(exception):
    return _handled_characters(exception, 'xmlcharrefreplace')


def namereplace_errors(exception):
    return _handled_characters(exception, 'namereplace')


def backslashreplace_errors(exception):
    part = _part_in_trouble(exception)
    if isinstance(part, bytes):
        return ''.join([f'\\x{byte:02x}' for byte in part]), exception.end
    return part.encode('ascii', 'backslashreplace').decode('ascii'), exception.end


def surrogateescape_errors(exception):
    part = _part_in_trouble(exception)
    if isinstance(part, bytes):
        return part.decode('ascii', 'surrogateescape'), exception.end
    return part.encode('utf-8', 'surrogateescape'), exception.end


def surrogatepass_errors(exception):
    part = _part_in_trouble(exception)
    if isinstance(part, bytes):
        part = exception.object[exception.start:exception.start + 3]
        return part.decode(exception.encoding, 'surrogatepass'), exception.start + len(part)
    return part.encode(exception.encoding, 'surrogatepass'), exception.end


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
    if transform is not None:
        return transform[0](obj)
    if _codecs.name(encoding) is None:
        return lookup(encoding).encode(obj, errors)[0]
    if not isinstance(obj, str):
        raise TypeError(f'{_codecs.name(encoding).replace("-", "_")}_encode() argument 1 must be str, '
                        f'not {type(obj).__name__}')
    return obj.encode(encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    transform = _transform(encoding)
    if transform is not None:
        return transform[1](obj)
    if _codecs.name(encoding) is None:
        return lookup(encoding).decode(obj, errors)[0]
    if isinstance(obj, str) and _codecs.name(encoding) in ('unicode-escape', 'raw-unicode-escape'):
        obj = obj.encode()
    return str(obj, encoding, errors)


def lookup(encoding):
    if not isinstance(encoding, str):
        raise TypeError(f'lookup() argument must be str, not {type(encoding).__name__}')
    if _transform(encoding) is None and _codecs.name(encoding) is None:
        for search in _codecs._codec_searches:
            found = search(encoding.lower().replace('-', '_').replace(' ', '_'))
            if found is not None:
                return found
        raise LookupError(f'unknown encoding: {encoding}')

    def encode_all(text, errors='strict'):
        return encode(text, encoding, errors), len(text)

    def decode_all(data, errors='strict'):
        return decode(data, encoding, errors), len(data)

    def incremental_decoder(errors='strict'):
        return IncrementalDecoder(errors, encoding)

    def incremental_encoder(errors='strict'):
        return IncrementalEncoder(errors, encoding)

    def reader(stream, errors='strict'):
        return StreamReader(stream, errors, encoding)

    def writer(stream, errors='strict'):
        return StreamWriter(stream, errors, encoding)

    return CodecInfo(encode_all, decode_all, reader, writer, incremental_encoder, incremental_decoder,
                     _normal_name(encoding))


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def charmap_build(table):
    return {ord(character): byte for byte, character in enumerate(table)}


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

    def getstate(self):
        return int(self._started)

    def setstate(self, state):
        self._started = bool(state)


class IncrementalDecoder:
    """Decodes bytes that come in parts; the start of a character waits for the rest of it."""

    def __init__(self, errors='strict', encoding='utf-8'):
        self.errors = errors
        self.encoding = self._current = encoding
        self._waiting = b''

    def decode(self, data, final=False):
        data = self._waiting + bytes(data)
        name = _codecs.name(self._current)
        if name in ('utf-16', 'utf-32', 'utf-8-sig'):
            if not final and len(data) < 4:
                self._waiting = data
                return ''
            self._current, data = _after_mark(name, data)
        if self.errors in _codecs._error_handlers or name is None:
            # Such a handler sees whole inputs only.
            self._waiting = b''
            return decode(data, self._current, self.errors)
        text, used = _codecs.decode_part(data, self._current, self.errors, final)
        self._waiting = data[used:]
        return text

    def reset(self):
        self._waiting = b''
        self._current = self.encoding

    def getstate(self):
        return self._waiting, 0 if self._current == self.encoding else 1

    def setstate(self, state):
        self._waiting = state[0]


class BufferedIncrementalDecoder(IncrementalDecoder):
    """The same; a subclass has `_buffer_decode`."""

    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.buffer = b''

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        self.buffer = b''


class StreamWriter:
    """Encodes what is written to a file of bytes."""

    def __init__(self, stream, errors='strict', encoding='utf-8'):
        self.stream = stream
        self.errors = errors
        self._encoder = IncrementalEncoder(errors, encoding)

    def write(self, object):
        self.stream.write(self._encoder.encode(object))

    def writelines(self, list):
        self.write(''.join(list))

    def reset(self):
        self._encoder.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.stream.close()


class StreamReader:
    """Decodes what is read from a file of bytes."""

    def __init__(self, stream, errors='strict', encoding='utf-8'):
        self.stream = stream
        self.errors = errors
        self._decoder = IncrementalDecoder(errors, encoding)
        self._text = ''

    def read(self, size=-1, chars=-1, firstline=False):
        if size < 0 and chars < 0:
            text = self._text + self._decoder.decode(self.stream.read(), True)
            self._text = ''
            return text
        while chars > len(self._text) or chars < 0 and not self._text:
            data = self.stream.read(size if size >= 0 else 72)
            self._text += self._decoder.decode(data, not data)
            if not data:
                break
        end = len(self._text) if chars < 0 else chars
        text, self._text = self._text[:end], self._text[end:]
        return text

    def readline(self, size=None, keepends=True):
        while True:
            lines = self._text.splitlines(True)
            data = b'' if len(lines) > 1 else self.stream.read(72)
            if not data:
                self._text += self._decoder.decode(b'', not lines)
                break
            self._text += self._decoder.decode(data)
        lines = self._text.splitlines(True)
        if not lines:
            return ''
        self._text = self._text[len(lines[0]):]
        return lines[0] if keepends else lines[0].splitlines()[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self._decoder.reset()
        self._text = ''

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.stream.close()


def _after_mark(encoding, data):
    """The encoding that a byte order mark at the start tells, and the data after it."""
    if encoding == 'utf-8-sig':
        return 'utf-8', data.removeprefix(BOM_UTF8)
    little, big = (BOM_UTF16_LE, BOM_UTF16_BE) if encoding == 'utf-16' else (BOM_UTF32_LE, BOM_UTF32_BE)
    if data.startswith(big):
        return encoding + '-be', data[len(big):]
    return encoding + '-le', data.removeprefix(little)


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
