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


class _Input:
    """Lines from the host. Reading one suspends the task that asks for it."""

    encoding, errors, newlines, mode, name, closed = 'utf-8', 'strict', None, 'r', '<stdin>', False

    def __init__(self):
        self._rest = ''
        self._ended = False

    def readline(self, size=-1, /):
        if not self._rest and not self._ended:
            line = _read_line()
            if line is None:
                self._ended = True
            else:
                self._rest = line
        line, self._rest = self._rest, ''
        if 0 <= size < len(line):
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
