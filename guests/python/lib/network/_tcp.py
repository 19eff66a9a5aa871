"""TCP and TLS connections, and listeners."""

# The exceptions of failed calls are found in these two.
import socket
import ssl

from _host import (handle_close, release, stream_read, stream_shutdown, stream_write, tcp_accept,
                   tcp_connect as _connect, tcp_listen as _listen, tcp_start_tls)
from _task import current, discard, start_later, suspends as _suspends, throw

from ._address import address, checked_port

# Bytes that are read, and written, at a time.
_PART = 65536
_MOST_WRITTEN = 1 << 20


@_suspends
def tcp_connect(host, port, tls=False, timeout=None, *, server_name=None):
    """Connect to a port. With `tls`, the certificate must be valid for `server_name`, or else for `host`.

    After `timeout` seconds without a connection it raises TimeoutError.
    """
    with _Deadline(timeout, f'no connection to {host}:{port} within {timeout} s'):
        handle, local, peer = _connect(host, checked_port(port))
        connection = TcpConnection(handle, local, peer, host)
        if tls or server_name is not None:
            try:
                connection.start_tls(server_name)
            except BaseException:
                connection._give_up()
                raise
        return connection


@_suspends
def tcp_listen(port=0, host='127.0.0.1'):
    """Listen on a port; with 0 the system chooses one. Returns a `TcpListener`."""
    return TcpListener(*_listen(host, checked_port(port)))


class TcpConnection:
    """A connection. Its calls wait, and suspend only the coroutine that makes them. Iterating over it gives lines."""

    def __init__(self, handle, local, peer, host=None):
        self._handle = handle
        self._host = host
        self._ahead = b''
        self._is_closed = False
        self._has_ended = False
        # Addresses and ports of the two ends: `('127.0.0.1', 50000)`.
        self.local = address(local)
        self.peer = address(peer)

    def __repr__(self):
        return f"<TcpConnection {self.peer[0]}:{self.peer[1]}{' closed' if self._is_closed else ''}>"

    # --- reading ---

    @_suspends
    def read(self, n=_PART):
        """Wait for some bytes, at most `n`; b'' at the end of the stream. With -1, everything until the end."""
        if n is None or n < 0:
            parts = []
            while part := self.read(_PART):
                parts.append(part)
            return b''.join(parts)
        if not self._ahead:
            return self._arrived(n) if n else b''
        part, self._ahead = self._ahead[:n], self._ahead[n:]
        return part

    @_suspends
    def read_exactly(self, n):
        """Wait for `n` bytes. EOFError when the stream ends before; its attribute `partial` has what there was."""
        while len(self._ahead) < n:
            if not self._look_ahead():
                raise self._end(f'the connection ended after {len(self._ahead)} of {n} bytes')
        part, self._ahead = self._ahead[:n], self._ahead[n:]
        return part

    @_suspends
    def read_until(self, separator=b'\n', max_bytes=1 << 20):
        """Wait for what ends with `separator`, and return it with that. EOFError when the stream ends before.

        ValueError when there are more than `max_bytes` and no separator; they are left to be read.
        """
        separator = _bytes(separator)
        if not separator:
            raise ValueError('a separator has at least one byte')
        begin = 0
        while (place := self._ahead.find(separator, begin)) < 0:
            begin = max(0, len(self._ahead) - len(separator) + 1)
            if begin > max_bytes:
                raise ValueError(f'no {separator!r} among the first {max_bytes} bytes')
            if not self._look_ahead():
                raise self._end(f'the connection ended before {separator!r}')
        end = place + len(separator)
        part, self._ahead = self._ahead[:end], self._ahead[end:]
        return part

    @_suspends
    def read_line(self, max_bytes=1 << 20):
        """Wait for a line, and return it with its line break, which the last one may not have; b'' at the end."""
        try:
            return self.read_until(b'\n', max_bytes)
        except EOFError as end:
            return end.partial

    def __iter__(self):
        while line := self.read_line():
            yield line

    async def __aiter__(self):
        while line := self.read_line():
            yield line

    def _arrived(self, n=_PART):
        self._check()
        part = b'' if self._has_ended else stream_read(self._handle, n)
        self._has_ended = not part
        return part

    def _look_ahead(self):
        part = self._arrived()
        self._ahead += part
        return part

    def _end(self, message):
        error = EOFError(message)
        error.partial, self._ahead = self._ahead, b''
        return error

    # --- writing ---

    @_suspends
    def write(self, data):
        """Send bytes, or a text as UTF-8. Waits until they are taken."""
        self._check()
        data = _bytes(data)
        for start in range(0, len(data), _MOST_WRITTEN):
            stream_write(self._handle, data[start:start + _MOST_WRITTEN])

    @_suspends
    def shutdown(self):
        """Send the end of the stream; reading goes on."""
        self._check()
        stream_shutdown(self._handle)

    # --- the connection ---

    @_suspends
    def start_tls(self, server_name=None):
        """Begin to speak TLS. The certificate must be valid for `server_name`, or else for the host that was connected to."""
        self._check()
        name = server_name or self._host
        if name is None:
            raise ValueError('start_tls() needs the name that the certificate must be valid for')
        if self._ahead:
            raise RuntimeError('bytes were read that are not part of the TLS handshake')
        tcp_start_tls(self._handle, name)

    @_suspends
    def close(self):
        """Close the connection. Harmless when it is closed."""
        if not self._is_closed:
            self._is_closed = True
            handle_close(self._handle)

    def _give_up(self):
        if not self._is_closed:
            self._is_closed = True
            release(self._handle)

    def _check(self):
        if self._is_closed:
            error = OSError(9, 'this connection is closed')
            error.code = 'closed'
            raise error

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._give_up()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exception):
        self._give_up()


class TcpListener:
    """A port that connections come to. Iterating over it gives them, until it is closed."""

    def __init__(self, handle, local):
        self._handle = handle
        self._is_closed = False
        # Where it listens: address and port.
        self.address = address(local)
        self.port = self.address[1]

    def __repr__(self):
        return f"<TcpListener {self.address[0]}:{self.port}{' closed' if self._is_closed else ''}>"

    @_suspends
    def accept(self):
        """Wait for a connection."""
        return TcpConnection(*tcp_accept(self._handle))

    def __iter__(self):
        while (connection := self._next()) is not None:
            yield connection

    async def __aiter__(self):
        while (connection := self._next()) is not None:
            yield connection

    def _next(self):
        if self._is_closed:
            return None
        try:
            return self.accept()
        except OSError:
            if self._is_closed:
                return None
            raise

    def close(self):
        """Take no more connections; those that there are go on."""
        if not self._is_closed:
            self._is_closed = True
            release(self._handle)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exception):
        self.close()


class _Deadline:
    """Raises TimeoutError in the task that is inside when a time has passed."""

    def __init__(self, seconds, message):
        self._seconds = seconds
        self._message = message

    def __enter__(self):
        if self._seconds is not None:
            error = TimeoutError(110, self._message)
            error.code = 'timed-out'
            self._timer = start_later(self._seconds, throw, (current(), error))

    def __exit__(self, *exception):
        if self._seconds is not None:
            discard(self._timer)


def _bytes(data):
    if isinstance(data, str):
        return data.encode()
    if isinstance(data, bytes):
        return data
    if isinstance(data, (bytearray, memoryview)):
        return bytes(data)
    raise TypeError(f"a connection sends bytes or str, not '{type(data).__name__}'")
