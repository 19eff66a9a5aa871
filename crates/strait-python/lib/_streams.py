"""Standard input, output and error."""

from _sys import read_line as _read_line, write as _write, write_bytes as _write_bytes


class _Buffer:
    """The bytes of an output stream."""

    def __init__(self, stream, name):
        self._stream, self.name, self.closed = stream, name, False

    def write(self, data):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        _write_bytes(self._stream, data)
        return len(data)

    def flush(self):
        pass

    def writable(self):
        return True

    def readable(self):
        return False

    def isatty(self):
        return False


class _Output:
    """A stream to the host."""

    encoding, newlines, mode, line_buffering, write_through = 'utf-8', None, 'w', True, False
    closed = False

    def __init__(self, stream, name, errors):
        self._stream, self.name, self.errors = stream, name, errors
        self.buffer = _Buffer(stream, name)

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        _write(self._stream, text)
        return len(text)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        pass

    def detach(self):
        return self.buffer

    def reconfigure(self, **options):
        pass

    def writable(self):
        return True

    def readable(self):
        return False

    def seekable(self):
        return False

    def isatty(self):
        return False

    def fileno(self):
        return self._stream

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"


def _next_part():
    """Some bytes of the input; none at the end."""
    try:
        from _input import read_part
    except ImportError:
        # The host has lines of text, or nothing.
        return (_read_line() or '').encode()
    return read_part()


class _Reader:
    """What the input and its bytes have in common: all but how a line is read."""

    name, closed = '<stdin>', False

    def readlines(self, hint=-1, /):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return False

    def isatty(self):
        return False

    def fileno(self):
        return 0

    def close(self):
        pass


class _InputBuffer(_Reader):
    """The bytes of the input."""

    mode = 'rb'

    def __init__(self):
        # Of what has come, that before `_at` has been read.
        self._part, self._at, self._is_ended = b'', 0, False

    def _more(self):
        if not self._is_ended:
            part = _next_part()
            self._is_ended = not part
            self._part, self._at = self._part[self._at:] + part, 0
        return not self._is_ended

    def _take(self, most=-1):
        end = len(self._part) if most < 0 else min(self._at + most, len(self._part))
        taken, self._at = self._part[self._at:end], end
        return taken

    def readline(self, size=-1, /):
        size = -1 if size is None else size
        searched = 0
        while (end := self._part.find(b'\n', self._at + searched)) < 0:
            searched = len(self._part) - self._at
            if 0 <= size <= searched or not self._more():
                return self._take(size)
        length = end + 1 - self._at
        return self._take(length if size < 0 else min(size, length))

    def read(self, size=-1, /):
        if size is None or size < 0:
            parts = [self._take()]
            while self._more():
                parts.append(self._take())
            return b''.join(parts)
        while len(self._part) - self._at < size and self._more():
            pass
        return self._take(size)

    def read1(self, size=-1, /):
        if self._at == len(self._part):
            self._more()
        return self._take(size)

    def __repr__(self):
        return "<_io.BufferedReader name='<stdin>'>"


class _Input(_Reader):
    """Lines from the host. Reading one suspends the task that asks for it."""

    encoding, errors, newlines, mode = 'utf-8', 'strict', None, 'r'

    def __init__(self):
        self.buffer = _InputBuffer()
        self._rest = ''

    def readline(self, size=-1, /):
        if not self._rest:
            self._rest = self.buffer.readline().decode().replace('\r\n', '\n')
        line, self._rest = self._rest, ''
        if size is not None and 0 <= size < len(line):
            line, self._rest = line[:size], line[size:]
        return line

    def read(self, size=-1, /):
        if size is None or size < 0:
            rest, self._rest = self._rest, ''
            return rest + self.buffer.read().decode().replace('\r\n', '\n')
        parts, length = [], 0
        while length < size:
            part = self.readline(size - length)
            if not part:
                break
            parts.append(part)
            length += len(part)
        return ''.join(parts)

    def __repr__(self):
        return "<_io.TextIOWrapper name='<stdin>' mode='r' encoding='utf-8'>"


stdin = _Input()
stdout = _Output(1, '<stdout>', 'strict')
stderr = _Output(2, '<stderr>', 'backslashreplace')
