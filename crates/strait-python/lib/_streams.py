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


def _line():
    """The next line of the input as bytes; empty at the end."""
    try:
        from _input import read_line
    except ImportError:
        # The host has lines of text, or nothing.
        return (_read_line() or '').encode()
    return read_line()


class _InputBuffer:
    """The bytes of the input."""

    mode, name, closed = 'rb', '<stdin>', False

    def __init__(self):
        self._rest, self._is_ended = b'', False

    def _more(self):
        if not self._is_ended:
            line = _line()
            self._rest += line
            self._is_ended = not line
        return not self._is_ended

    def _take(self, length):
        taken, self._rest = self._rest[:length], self._rest[length:]
        return taken

    def readline(self, size=-1, /):
        while b'\n' not in self._rest and self._more():
            pass
        end = self._rest.find(b'\n') + 1 or len(self._rest)
        return self._take(end if size is None or size < 0 else min(size, end))

    def read(self, size=-1, /):
        while (size is None or size < 0 or len(self._rest) < size) and self._more():
            pass
        return self._take(len(self._rest) if size is None or size < 0 else size)

    def read1(self, size=-1, /):
        if not self._rest:
            self._more()
        return self._take(len(self._rest) if size < 0 else size)

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

    def __repr__(self):
        return "<_io.BufferedReader name='<stdin>'>"


class _Input:
    """Lines from the host. Reading one suspends the task that asks for it."""

    encoding, errors, newlines, mode, name, closed = 'utf-8', 'strict', None, 'r', '<stdin>', False

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
            return ''.join(self)
        parts, length = [], 0
        while length < size:
            part = self.readline(size - length)
            if not part:
                break
            parts.append(part)
            length += len(part)
        return ''.join(parts)

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

    def __repr__(self):
        return "<_io.TextIOWrapper name='<stdin>' mode='r' encoding='utf-8'>"


stdin = _Input()
stdout = _Output(1, '<stdout>', 'strict')
stderr = _Output(2, '<stderr>', 'backslashreplace')
