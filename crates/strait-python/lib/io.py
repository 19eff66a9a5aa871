"""Files in memory, and the base classes of files."""

import builtins
from abc import ABCMeta

from _io import BytesIO, StringIO, UnsupportedOperation
from codecs import getincrementaldecoder

__all__ = ['BlockingIOError', 'open', 'IOBase', 'RawIOBase', 'BytesIO', 'StringIO', 'BufferedIOBase',
           'BufferedReader', 'TextIOBase', 'TextIOWrapper', 'UnsupportedOperation', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END',
           'DEFAULT_BUFFER_SIZE']

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

# Bytes that a text file reads from its buffer at once.
DEFAULT_BUFFER_SIZE = 8192

BlockingIOError = builtins.BlockingIOError


def open(*args, **kwargs):
    return builtins.open(*args, **kwargs)


def text_encoding(encoding, stacklevel=2):
    return 'utf-8' if encoding is None else encoding


class IOBase(metaclass=ABCMeta):
    """What all files have; a subclass adds reading, writing or seeking."""

    _closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(f'{type(self).__name__}.{name}() not supported')

    def seek(self, pos, whence=0):
        self._unsupported('seek')

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None):
        self._unsupported('truncate')

    def flush(self):
        self._check_closed()

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    @property
    def closed(self):
        return self._closed

    def _check_closed(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def fileno(self):
        self._unsupported('fileno')

    def isatty(self):
        self._check_closed()
        return False

    def __enter__(self):
        self._check_closed()
        return self

    def __exit__(self, *args):
        self.close()

    def readline(self, size=-1):
        line = []
        length = 0
        while size is None or size < 0 or length < size:
            byte = self.read(1)
            if not byte:
                break
            line.append(byte)
            length += 1
            if byte == b'\n':
                break
        return b''.join(line)

    def __iter__(self):
        self._check_closed()
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
            if length >= hint:
                break
        return lines

    def writelines(self, lines):
        self._check_closed()
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
        return b''.join(parts)

    def readinto(self, b):
        self._unsupported('readinto')

    def write(self, b):
        self._unsupported('write')


class BufferedIOBase(IOBase):
    """Bytes with a buffer; a subclass has `read` and `write`."""

    def read(self, size=-1):
        self._unsupported('read')

    def read1(self, size=-1):
        return self.read(size)

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    readinto1 = readinto

    def write(self, b):
        self._unsupported('write')

    def detach(self):
        self._unsupported('detach')


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


class BufferedReader(BufferedIOBase):
    """Reads from a raw file in larger parts."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self.raw = raw
        self._buffer_size = buffer_size
        self._buffer = b''

    def readable(self):
        return True

    def read(self, size=-1):
        if size is None or size < 0:
            data = self._buffer + (self.raw.read() or b'')
            self._buffer = b''
            return data
        while len(self._buffer) < size:
            part = self.raw.read(max(self._buffer_size, size - len(self._buffer)))
            if not part:
                break
            self._buffer += part
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data

    def read1(self, size=-1):
        if not self._buffer:
            self._buffer = self.raw.read(self._buffer_size) or b''
        size = len(self._buffer) if size is None or size < 0 else size
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data

    def peek(self, size=0):
        if not self._buffer:
            self._buffer = self.raw.read(self._buffer_size) or b''
        return self._buffer

    def close(self):
        self.raw.close()
        super().close()


class TextIOWrapper(TextIOBase):
    """Text over a file of bytes."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline!r}')
        self.buffer = buffer
        self.encoding = 'utf-8' if encoding is None or encoding == 'locale' else encoding
        self.errors = 'strict' if errors is None else errors
        self.line_buffering = line_buffering
        self._newline = newline
        self._decoder = getincrementaldecoder(self.encoding)(self.errors)
        self._text = ''
        self._at_end = False

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    @property
    def closed(self):
        return self.buffer.closed

    @property
    def name(self):
        return self.buffer.name

    def fileno(self):
        return self.buffer.fileno()

    def flush(self):
        self.buffer.flush()

    def close(self):
        if not self.buffer.closed:
            self.flush()
            self.buffer.close()

    def detach(self):
        buffer, self.buffer = self.buffer, None
        return buffer

    def _fill(self):
        """Decode one more part; false at the end."""
        if self._at_end:
            return False
        data = self.buffer.read(DEFAULT_BUFFER_SIZE)
        self._at_end = not data
        text = self._decoder.decode(data, self._at_end)
        if self._newline is None:
            # A '\r' at the end may be half of a line end.
            text = self._waiting_return + text
            self._waiting_return = ''
            if text.endswith('\r') and not self._at_end:
                text, self._waiting_return = text[:-1], '\r'
            text = text.replace('\r\n', '\n').replace('\r', '\n')
        self._text += text
        return not self._at_end

    _waiting_return = ''

    def read(self, size=-1):
        self._check_closed()
        size = -1 if size is None else size
        while (size < 0 or len(self._text) < size) and self._fill():
            pass
        if size < 0:
            size = len(self._text)
        text, self._text = self._text[:size], self._text[size:]
        return text

    def readline(self, size=-1):
        self._check_closed()
        size = -1 if size is None else size
        searched = 0
        while True:
            end = self._line_end(searched)
            if end < 0 and (size < 0 or len(self._text) < size):
                searched = max(len(self._text) - 1, 0)
                if self._fill():
                    continue
                end = self._line_end(searched)
            break
        if end < 0:
            end = len(self._text)
        if 0 <= size < end:
            end = size
        line, self._text = self._text[:end], self._text[end:]
        return line

    def _line_end(self, start):
        """The index after the next line end; -1 if there is none yet."""
        if self._newline == '':
            for index in range(start, len(self._text)):
                if self._text[index] == '\n':
                    return index + 1
                if self._text[index] == '\r':
                    if index + 1 == len(self._text) and not self._at_end:
                        return -1
                    return index + (2 if self._text.startswith('\n', index + 1) else 1)
            return -1
        newline = self._newline or '\n'
        index = self._text.find(newline, start)
        return -1 if index < 0 else index + len(newline)

    def write(self, s):
        self._check_closed()
        if not isinstance(s, str):
            raise TypeError(f'write() argument must be str, not {type(s).__name__}')
        text = s if self._newline in (None, '', '\n') else s.replace('\n', self._newline)
        self.buffer.write(text.encode(self.encoding, self.errors))
        if self.line_buffering and '\n' in s:
            self.flush()
        return len(s)

    def seek(self, pos, whence=0):
        self._text = self._waiting_return = ''
        self._at_end = False
        self._decoder.reset()
        return self.buffer.seek(pos, whence)

    def tell(self):
        self._unsupported('tell')

    def truncate(self, pos=None):
        return self.buffer.truncate(pos)

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None):
        if encoding is not None or errors is not None:
            self.encoding = encoding or self.encoding
            self.errors = errors or 'strict'
            self._decoder = getincrementaldecoder(self.encoding)(self.errors)
        if newline is not None:
            self._newline = newline
        if line_buffering is not None:
            self.line_buffering = line_buffering


BufferedIOBase.register(BytesIO)
TextIOBase.register(StringIO)
