"""The writing side of a connection, and what is known of it."""

import socket
import ssl

from _host import release, stream_has_posted, stream_post, stream_shutdown, stream_write, tcp_start_tls
from _task import current as _current, park as _park, spawn as _spawn, wake as _wake

from . import exceptions, tasks

# Bytes that wait to be written before `drain` waits, and down to which it does.
_HIGH_WATER = 64 * 1024
# Bytes that are written at a time.
_PART = 1 << 20


class Transport:
    """A connection that is written to without waiting.

    What is little goes to the host at once, and nobody is woken when it is taken. What is more, a task brings there.
    """

    def __init__(self, loop, reader, handle, local, peer, server=None):
        self._loop = loop
        self._reader = reader
        self._handle = handle
        self._server = server
        self._local = local
        self._peer = peer
        self._context = None
        self._parts = []
        self._size = 0
        self._high = _HIGH_WATER
        self._low = _HIGH_WATER // 4
        self._drainers = []
        # The task that writes, and whether it has something to do.
        self._task = None
        self._is_writing = False
        self._is_closing = False
        self._is_lost = False
        # The end of the stream is to be written, or has been.
        self._eof = False
        self._closed = loop.create_future()
        if reader is not None:
            reader.set_transport(self)
        if server is not None:
            server._attach()

    def __repr__(self):
        state = ' closed' if self._is_lost else ' closing' if self._is_closing else ''
        return f'<Transport {self._peer}{state}>'

    # --- writing ---

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f'data argument must be a bytes-like object, not {type(data).__name__!r}')
        if self._eof:
            raise RuntimeError('Cannot call write() after write_eof()')
        if self._is_lost or not data:
            return
        if not self._is_writing:
            try:
                if stream_post(self._handle, data):
                    return
            except OSError as error:
                self._lose(error)
                return
        self._parts.append(data if type(data) is bytes else bytes(data))
        self._size += len(data)
        self._go_on()

    def writelines(self, list_of_data):
        self.write(b''.join(list_of_data))

    def can_write_eof(self):
        return True

    def write_eof(self):
        if not self._eof and not self._is_closing:
            self._eof = True
            self._go_on()

    def _go_on(self):
        if self._is_writing:
            return
        self._is_writing = True
        if self._task is None:
            self._task = _spawn(self._write_all)
        else:
            _wake(self._task)

    def _write_all(self):
        error = None
        ended = False
        while True:
            try:
                while self._parts:
                    parts, self._parts = self._parts, []
                    data = parts[0] if len(parts) == 1 else b''.join(parts)
                    for start in range(0, len(data), _PART):
                        part = data if len(data) <= _PART else data[start:start + _PART]
                        stream_write(self._handle, part)
                        self._size -= len(part)
                        if self._drainers and self._size <= self._low:
                            self._wake_drainers()
                if self._eof and not ended:
                    ended = True
                    stream_shutdown(self._handle)
                elif self._is_closing and stream_has_posted(self._handle):
                    # It is done when those before it are.
                    stream_write(self._handle, b'')
            except OSError as failure:
                error = failure
                break
            if self._is_closing:
                break
            self._is_writing = False
            _park()
        self._lose(error)

    def _wake_drainers(self, error=None):
        for waiter in self._drainers:
            if not waiter.done():
                if error is None:
                    waiter.set_result(None)
                else:
                    waiter.set_exception(error)

    async def drain(self):
        """Wait until less is left to be written."""
        if self._is_closing:
            # A failure of what was written is told of in a turn of its own.
            await tasks.sleep(0)
        if self._is_lost:
            raise ConnectionResetError('Connection lost')
        if self._size <= self._high:
            return
        waiter = self._loop.create_future()
        self._drainers.append(waiter)
        try:
            await waiter
        finally:
            self._drainers.remove(waiter)

    def get_write_buffer_size(self):
        return self._size

    def get_write_buffer_limits(self):
        return self._low, self._high

    def set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = _HIGH_WATER if low is None else 4 * low
        if low is None:
            low = high // 4
        if not high >= low >= 0:
            raise ValueError(f'high ({high!r}) must be >= low ({low!r}) must be >= 0')
        self._high, self._low = high, low

    # --- the end ---

    def is_closing(self):
        return self._is_closing

    def close(self):
        """Close the connection when what was written has gone."""
        if self._is_closing:
            return
        self._is_closing = True
        if self._is_writing or stream_has_posted(self._handle):
            self._go_on()
        else:
            self._lose(None)

    def abort(self):
        """Give the connection up."""
        self._is_closing = True
        if not self._is_lost:
            self._lose(None)

    def _lose(self, error):
        if self._is_lost:
            return
        self._is_closing = self._is_lost = True
        release(self._handle)
        self._parts = []
        self._size = 0
        self._wake_drainers(error)
        if self._reader is not None:
            if error is None:
                self._reader.feed_eof()
            else:
                self._reader.set_exception(error)
        if error is None:
            self._closed.set_result(None)
        else:
            self._closed.set_exception(error)
            # Not everybody asks.
            self._closed._log_traceback = False
        if self._server is not None:
            self._server._detach()

    # --- what is known ---

    def get_extra_info(self, name, default=None):
        """What is known of the connection."""
        if name == 'peername':
            return socket._address(self._peer)
        if name == 'sockname':
            return socket._address(self._local)
        if name == 'socket':
            return TransportSocket(self._local, self._peer)
        if name == 'sslcontext' and self._context is not None:
            return self._context
        return default

    def start_tls(self, context, server_hostname):
        """Go on in TLS. The certificate must be valid for the name."""
        if context is True:
            context = ssl.create_default_context()
        if not isinstance(context, ssl.SSLContext):
            raise TypeError(f'sslcontext is expected to be an instance of ssl.SSLContext, got {context!r}')
        if self._server is not None:
            raise OSError(95, 'a server of TLS is not supported: the sandbox has clients of TLS only')
        tcp_start_tls(self._handle, server_hostname or socket._address(self._peer)[0])
        self._context = context


class TransportSocket:
    """What a transport shows of its socket: its addresses. Its options are the host's."""

    __slots__ = ('_local', '_peer')

    type = socket.SOCK_STREAM
    proto = socket.IPPROTO_TCP

    def __init__(self, local, peer=None):
        self._local = local
        self._peer = peer

    def __repr__(self):
        return f'<asyncio.TransportSocket laddr={self.getsockname()}>'

    @property
    def family(self):
        return socket.AF_INET6 if self._local.startswith('[') else socket.AF_INET

    def getsockname(self):
        return socket._address(self._local)

    def getpeername(self):
        if self._peer is None:
            raise OSError(107, 'Transport endpoint is not connected')
        return socket._address(self._peer)

    def setsockopt(self, *args):
        """Nothing: the host sets what is usual, TCP_NODELAY included."""

    def getsockopt(self, level, option, *length):
        return 1 if (level, option) == (socket.IPPROTO_TCP, socket.TCP_NODELAY) else 0

    def fileno(self):
        return -1
