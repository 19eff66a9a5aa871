"""Files in memory, and the base classes of files."""

import builtins
from abc import ABCMeta

from _buffers import BytesFile, TextFile
from codecs import getincrementaldecoder, getincrementalencoder

__all__ = ['BlockingIOError', 'open', 'open_code', 'IOBase', 'RawIOBase', 'FileIO', 'BytesIO', 'StringIO',
           'BufferedIOBase', 'BufferedReader', 'BufferedWriter', 'BufferedRWPair', 'BufferedRandom', 'TextIOBase',
           'TextIOWrapper', 'UnsupportedOperation', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END', 'DEFAULT_BUFFER_SIZE',
           'IncrementalNewlineDecoder']

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

# Bytes that a text file reads from its buffer at once.
DEFAULT_BUFFER_SIZE = 8192

BlockingIOError = builtins.BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    """What a file cannot do."""


def open(*args, **kwargs):
    return builtins.open(*args, **kwargs)


def open_code(path):
    return builtins.open(path, 'rb')


def text_encoding(encoding, stacklevel=2):
    return 'utf-8' if encoding is None else encoding


class IOBase(metaclass=ABCMeta):
    """What all files have; a subclass adds reading, writing or seeking."""

    _closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, pos, whence=0):
        self._unsupported('seek')

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None):
        self._unsupported('truncate')

    def flush(self):
        self._checkClosed()

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    @property
    def closed(self):
        return self._closed

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError('I/O operation on closed file.' if msg is None else msg)

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation('File or stream is not readable.' if msg is None else msg)

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation('File or stream is not writable.' if msg is None else msg)

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation('File or stream is not seekable.' if msg is None else msg)

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def fileno(self):
        self._unsupported('fileno')

    def isatty(self):
        self._checkClosed()
        return False

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def readline(self, size=-1):
        if size is None:
            size = -1
        peek = getattr(self, 'peek', None)
        line = bytearray()
        while size < 0 or len(line) < size:
            count = 1
            if peek is not None:
                ahead = peek(1)
                if ahead:
                    count = ahead.find(b'\n') + 1 or len(ahead)
                    if size >= 0:
                        count = min(count, size - len(line))
            part = self.read(count)
            if not part:
                break
            line += part
            if line.endswith(b'\n'):
                break
        return bytes(line)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None):
        if hint is None or hint <= 0:
            return list(self)
        lines = []
        length = 0
        for line in self:
            lines.append(line)
            length += len(line)
            if length > hint:
                break
        return lines

    def writelines(self, lines):
        self._checkClosed()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    """Bytes without a buffer; a subclass has `readinto` and `write`."""

    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        data = bytearray(size)
        count = self.readinto(data)
        return None if count is None else bytes(data[:count])

    def readall(self):
        parts = []
        while part := self.read(DEFAULT_BUFFER_SIZE):
            parts.append(part)
        return b''.join(parts) if parts else part

    def readinto(self, b):
        raise NotImplementedError

    def write(self, b):
        raise NotImplementedError


class FileIO(RawIOBase):
    """A file of the system, of which a script has none."""

    def __init__(self, file, mode='r', closefd=True, opener=None):
        builtins.open(file, 'rb' if 'r' in mode else 'wb')


class BufferedIOBase(IOBase):
    """Bytes with a buffer; a subclass has `read` and `write`."""

    def read(self, size=-1):
        self._unsupported('read')

    def read1(self, size=-1):
        self._unsupported('read1')

    def _read_into(self, b, read):
        target = b if isinstance(b, memoryview) else memoryview(b)
        with target.cast('B') as target:
            data = read(len(target))
            target[:len(data)] = data
        return len(data)

    def readinto(self, b):
        return self._read_into(b, self.read)

    def readinto1(self, b):
        return self._read_into(b, self.read1)

    def write(self, b):
        self._unsupported('write')

    def detach(self):
        self._unsupported('detach')


class BytesIO(BytesFile, BufferedIOBase):
    """A file of bytes in memory."""

    def readinto1(self, b):
        return self.readinto(b)

    def readlines(self, size=None):
        lines = []
        length = 0
        for line in self:
            lines.append(line)
            length += len(line)
            if size is not None and 0 < size <= length:
                break
        return lines

    def __getstate__(self):
        return self.getvalue(), self.tell(), None


class TextIOBase(IOBase):
    """Text; a subclass has `read`, `readline` and `write`."""

    encoding = None
    newlines = None
    errors = None

    def read(self, size=-1):
        self._unsupported('read')

    def readline(self, size=-1):
        self._unsupported('readline')

    def write(self, s):
        self._unsupported('write')

    def detach(self):
        self._unsupported('detach')


class StringIO(TextFile, TextIOBase):
    """A file of text in memory."""


class _Buffered(BufferedIOBase):
    """What the files over a raw file have in common."""

    def __init__(self, raw, buffer_size):
        if buffer_size <= 0:
            raise ValueError('buffer size must be strictly positive')
        self._raw = raw
        self.buffer_size = buffer_size

    @property
    def raw(self):
        if self._raw is None:
            raise ValueError('raw stream has been detached')
        return self._raw

    @property
    def closed(self):
        return self.raw.closed

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def seekable(self):
        return self.raw.seekable()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def flush(self):
        self._checkClosed('flush of closed file')
        self.raw.flush()

    def close(self):
        if self._raw is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def detach(self):
        raw = self.raw
        self.flush()
        self._raw = None
        return raw

    def __repr__(self):
        name = f'_io.{type(self).__name__}'
        try:
            return f'<{name} name={self.name!r}>'
        except AttributeError:
            return f'<{name}>'


class BufferedReader(_Buffered):
    """Reads from a raw file in larger parts."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise OSError('File or stream is not readable.')
        super().__init__(raw, buffer_size)
        self._buffer = b''
        self._start = 0

    def writable(self):
        return False

    def _rest(self):
        rest = self._buffer[self._start:] if self._start else self._buffer
        self._buffer = b''
        self._start = 0
        return rest

    def _fill(self):
        """Read one part if there is nothing left; false at the end."""
        if self._start < len(self._buffer):
            return True
        self._buffer = self.raw.read(self.buffer_size) or b''
        self._start = 0
        return bool(self._buffer)

    def _take(self, size):
        start = self._start
        part = self._buffer[start:start + size]
        self._start = start + len(part)
        return part

    def read(self, size=-1):
        self._checkClosed('read of closed file')
        if size is not None and size < -1:
            raise ValueError('read length must be non-negative or -1')
        if size is None or size < 0:
            rest = self._rest()
            readall = getattr(self.raw, 'readall', self.raw.read)
            return rest + (readall() or b'')
        if len(self._buffer) - self._start >= size:
            return self._take(size)
        parts = [self._rest()]
        missing = size - len(parts[0])
        while missing > 0:
            if missing >= self.buffer_size:
                part = self.raw.read(missing)
            else:
                self._fill()
                part = self._take(missing)
            if not part:
                break
            parts.append(part)
            missing -= len(part)
        return b''.join(parts)

    def read1(self, size=-1):
        self._checkClosed('read of closed file')
        if not size:
            return b''
        self._fill()
        return self._take(self.buffer_size if size is None or size < 0 else size)

    def peek(self, size=0):
        self._checkClosed('peek of closed file')
        self._fill()
        return self._buffer[self._start:]

    def tell(self):
        return self.raw.tell() - len(self._buffer) + self._start

    def seek(self, pos, whence=0):
        if whence not in (0, 1, 2):
            raise ValueError(f'invalid whence value ({whence}, should be 0, 1 or 2)')
        self._checkClosed('seek of closed file')
        if whence == 1:
            pos -= len(self._buffer) - self._start
        pos = self.raw.seek(pos, whence)
        self._rest()
        return pos


class BufferedWriter(_Buffered):
    """Writes to a raw file in larger parts."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise OSError('File or stream is not writable.')
        super().__init__(raw, buffer_size)
        self._waiting = bytearray()

    def readable(self):
        return False

    def write(self, b):
        self._checkClosed('write to closed file')
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        part = bytes(b) if isinstance(b, (bytes, bytearray)) else bytes(memoryview(b))
        if len(self._waiting) + len(part) > self.buffer_size:
            self._write_waiting()
        self._waiting += part
        if len(part) > self.buffer_size:
            self._write_waiting()
        return len(part)

    def _write_waiting(self):
        while self._waiting:
            count = self.raw.write(bytes(self._waiting))
            if count is None:
                raise BlockingIOError(11, 'write could not complete without blocking', 0)
            del self._waiting[:count]

    def flush(self):
        self._checkClosed('flush of closed file')
        self._write_waiting()

    def tell(self):
        return self.raw.tell() + len(self._waiting)

    def seek(self, pos, whence=0):
        if whence not in (0, 1, 2):
            raise ValueError(f'invalid whence value ({whence}, should be 0, 1 or 2)')
        self.flush()
        return self.raw.seek(pos, whence)

    def truncate(self, pos=None):
        self.flush()
        return self.raw.truncate(self.raw.tell() if pos is None else pos)


class BufferedRandom(BufferedWriter, BufferedReader):
    """Reads and writes one raw file."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        raw._checkSeekable()
        BufferedReader.__init__(self, raw, buffer_size)
        self._waiting = bytearray()

    def readable(self):
        return True

    def writable(self):
        return True

    def seek(self, pos, whence=0):
        self.flush()
        return BufferedReader.seek(self, pos, whence)

    def tell(self):
        return self.raw.tell() + len(self._waiting) if self._waiting else BufferedReader.tell(self)

    def _read_first(self):
        if self._waiting:
            self.flush()

    def read(self, size=-1):
        self._read_first()
        return BufferedReader.read(self, size)

    def read1(self, size=-1):
        self._read_first()
        return BufferedReader.read1(self, size)

    def peek(self, size=0):
        self._read_first()
        return BufferedReader.peek(self, size)

    def write(self, b):
        if self._buffer:
            self.raw.seek(self._start - len(self._buffer), 1)
            self._rest()
        return BufferedWriter.write(self, b)


class BufferedRWPair(BufferedIOBase):
    """Reads one raw file and writes another."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1):
        return self.reader.read(size)

    def read1(self, size=-1):
        return self.reader.read1(size)

    def peek(self, size=0):
        return self.reader.peek(size)

    def write(self, b):
        return self.writer.write(b)

    def flush(self):
        self.writer.flush()

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    @property
    def closed(self):
        return self.writer.closed


class IncrementalNewlineDecoder:
    """Line ends of text that comes in parts."""

    def __init__(self, decoder, translate, errors='strict'):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        self._waits = False
        self._seen = 0

    def decode(self, input, final=False):
        text = input if self.decoder is None else self.decoder.decode(input, final=final)
        if self._waits and (text or final):
            text = '\r' + text
            self._waits = False
        if text.endswith('\r') and not final:
            # It may be half of a line end.
            text = text[:-1]
            self._waits = True
        both = text.count('\r\n')
        returns = text.count('\r') - both
        feeds = text.count('\n') - both
        self._seen |= (feeds > 0) | (returns > 0) << 1 | (both > 0) << 2
        if self.translate and (both or returns):
            text = text.replace('\r\n', '\n').replace('\r', '\n')
        return text

    def getstate(self):
        data, flag = (b'', 0) if self.decoder is None else self.decoder.getstate()
        return data, flag << 1 | self._waits

    def setstate(self, state):
        data, flag = state
        self._waits = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((data, flag >> 1))

    def reset(self):
        self._seen = 0
        self._waits = False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        return (None, '\n', '\r', ('\r', '\n'), '\r\n', ('\n', '\r\n'), ('\r', '\r\n'), ('\r', '\n', '\r\n'))[self._seen]


class TextIOWrapper(TextIOBase):
    """Text over a file of bytes."""

    # Taken over as it is by a subclass's instances before `__init__`.
    _buffer = None

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self._check_newline(newline)
        self._buffer = buffer
        self._encoding = 'UTF-8' if encoding is None or encoding == 'locale' else encoding
        self._errors = 'strict' if errors is None else errors
        self.line_buffering = line_buffering
        self.write_through = write_through
        self._newline = newline
        self._text = ''
        self._start = 0
        self._at_end = False
        self._waiting = []
        self._waiting_length = 0
        self._set_codecs()

    @staticmethod
    def _check_newline(newline):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f'illegal newline type: {type(newline).__name__}')
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline}')

    def _set_codecs(self):
        self._encoder = getincrementalencoder(self._encoding)(self._errors)
        self._decoder = getincrementaldecoder(self._encoding)(self._errors)
        if not self._newline:
            self._decoder = IncrementalNewlineDecoder(self._decoder, self._newline is None)

    @property
    def buffer(self):
        if self._buffer is None:
            raise ValueError('underlying buffer has been detached')
        return self._buffer

    @property
    def encoding(self):
        return self._encoding

    @property
    def errors(self):
        return self._errors

    @property
    def newlines(self):
        return getattr(self._decoder, 'newlines', None)

    @property
    def closed(self):
        return self.buffer.closed

    @property
    def name(self):
        return self.buffer.name

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def _write_waiting(self):
        if self._waiting:
            data = b''.join(self._waiting)
            self._waiting = []
            self._waiting_length = 0
            self.buffer.write(data)

    def flush(self):
        self._checkClosed()
        self._write_waiting()
        self.buffer.flush()

    def close(self):
        if self._buffer is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def detach(self):
        self.flush()
        buffer = self.buffer
        self._buffer = None
        return buffer

    def _fill(self):
        """Decode one more part; false at the end."""
        if self._at_end:
            return False
        self._write_waiting()
        read = getattr(self.buffer, 'read1', self.buffer.read)
        data = read(DEFAULT_BUFFER_SIZE)
        self._at_end = not data
        text = self._decoder.decode(data, self._at_end)
        self._text = self._text[self._start:] + text
        self._start = 0
        return not self._at_end

    def _take(self, end):
        text = self._text[self._start:end]
        self._start += len(text)
        return text

    def read(self, size=-1):
        self._checkClosed()
        if not self.readable():
            self._unsupported('not readable')
        if size is None or size < 0:
            self._write_waiting()
            parts = [self._text[self._start:]]
            self._text = ''
            self._start = 0
            parts.append(self._decoder.decode(self.buffer.read(), True))
            self._at_end = True
            return ''.join(parts)
        while len(self._text) - self._start < size and self._fill():
            pass
        return self._take(self._start + size)

    def readline(self, size=-1):
        self._checkClosed()
        if not self.readable():
            self._unsupported('not readable')
        size = -1 if size is None else size.__index__() if not isinstance(size, float) else self._not_integer(size)
        searched = 0
        while True:
            end = self._line_end(self._start + searched)
            if end < 0 and (size < 0 or len(self._text) - self._start < size):
                searched = max(len(self._text) - self._start - 1, 0)
                if self._fill():
                    continue
                end = self._line_end(self._start + searched)
            break
        if end < 0:
            end = len(self._text)
        if 0 <= size < end - self._start:
            end = self._start + size
        return self._take(end)

    def _not_integer(self, size):
        raise TypeError(f"'{type(size).__name__}' object cannot be interpreted as an integer")

    def _line_end(self, start):
        """The index after the next line end; -1 if there is none yet."""
        text = self._text
        if self._newline == '':
            feed, back = text.find('\n', start), text.find('\r', start)
            if back < 0 or 0 <= feed < back:
                return feed + 1 if feed >= 0 else -1
            if back + 1 == len(text) and not self._at_end:
                return -1
            return back + (2 if text.startswith('\n', back + 1) else 1)
        newline = self._newline or '\n'
        index = text.find(newline, start)
        return -1 if index < 0 else index + len(newline)

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, s):
        self._checkClosed()
        if not isinstance(s, str):
            raise TypeError(f'write() argument must be str, not {type(s).__name__}')
        if not self.writable():
            self._unsupported('not writable')
        text = s if self._newline in (None, '', '\n') else s.replace('\n', self._newline)
        data = self._encoder.encode(text)
        self._waiting.append(data)
        self._waiting_length += len(data)
        if self.write_through or self._waiting_length > DEFAULT_BUFFER_SIZE:
            self._write_waiting()
        if self.line_buffering and ('\n' in s or '\r' in s):
            self.flush()
        self._text = ''
        self._start = 0
        return len(s)

    def seek(self, pos, whence=0):
        self._checkClosed()
        if whence == 1:
            if pos:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            pos, whence = self.tell(), 0
        elif whence == 2 and pos:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        elif whence not in (0, 2):
            raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
        if pos < 0:
            raise ValueError(f'negative seek position {pos}')
        self.flush()
        self._text = ''
        self._start = 0
        self._at_end = False
        self._decoder.reset()
        pos = self.buffer.seek(pos, whence)
        if pos:
            self._encoder.setstate(1)
        else:
            self._encoder.reset()
        return pos

    def tell(self):
        self._checkClosed()
        self._write_waiting()
        # What was decoded and not read yet lies behind the place of the bytes.
        rest = self._text[self._start:]
        return self.buffer.tell() - len(rest.encode(self._encoding, self._errors)) - len(self._decoder.getstate()[0])

    def truncate(self, pos=None):
        self.flush()
        return self.buffer.truncate(self.tell() if pos is None else pos)

    def reconfigure(self, *, encoding=None, errors=None, newline=Ellipsis, line_buffering=None, write_through=None):
        self.flush()
        if newline is not Ellipsis:
            self._check_newline(newline)
            self._newline = newline
        if encoding is not None:
            self._encoding = encoding
            self._errors = errors or 'strict'
        elif errors is not None:
            self._errors = errors
        if encoding is not None or errors is not None or newline is not Ellipsis:
            self._set_codecs()
        if line_buffering is not None:
            self.line_buffering = bool(line_buffering)
        if write_through is not None:
            self.write_through = bool(write_through)

    def __repr__(self):
        text = '<_io.TextIOWrapper'
        for name in ('name', 'mode'):
            try:
                text += f' {name}={getattr(self, name)!r}'
            except AttributeError:
                pass
        return f'{text} encoding={self._encoding!r}>'


for _cls in (BytesIO, StringIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair, TextIOWrapper, FileIO,
             IncrementalNewlineDecoder):
    _cls.__module__ = '_io'
del _cls
