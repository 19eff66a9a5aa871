"""Servers of streams."""

from _host import release, tcp_accept
from _task import spawn as _spawn

from . import exceptions, tasks
from ._transport import TransportSocket


class AbstractServer:
    """What `start_server` returns."""


class Listener:
    """A port that is listened on."""

    def __init__(self, handle, local):
        self.handle = handle
        self.local = local


class Server(AbstractServer):
    """A server of streams. `connected` is called with each connection, and the server."""

    def __init__(self, loop, listeners, connected):
        self._loop = loop
        self._listeners = listeners
        self._connected = connected
        self._active_count = 0
        self._waiters = []
        self._serving = False
        self._serving_forever_fut = None

    def __repr__(self):
        return f'<Server sockets={self.sockets!r}>'

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        """The sockets that it listens on, which tell their addresses; none when it is closed."""
        return tuple([TransportSocket(listener.local) for listener in self._listeners or ()])

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for listener in self._listeners:
            _spawn(_accept_all, (self, listener.handle))

    def _attach(self):
        self._active_count += 1

    def _detach(self):
        self._active_count -= 1
        if self._active_count == 0 and self._listeners is None:
            self._wakeup()

    def _wakeup(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters or ():
            if not waiter.done():
                waiter.set_result(None)

    def close(self):
        """Take no more connections. Those that there are go on."""
        listeners = self._listeners
        if listeners is None:
            return
        self._listeners = None
        for listener in listeners:
            release(listener.handle)
        self._serving = False
        if self._serving_forever_fut is not None and not self._serving_forever_fut.done():
            self._serving_forever_fut.cancel()
            self._serving_forever_fut = None
        if self._active_count == 0:
            self._wakeup()

    async def start_serving(self):
        """Begin to take connections."""
        self._start_serving()
        await tasks.sleep(0)

    async def serve_forever(self):
        """Take connections until it is cancelled or the server is closed."""
        if self._serving_forever_fut is not None:
            raise RuntimeError(f'server {self!r} is already being awaited on serve_forever()')
        if self._listeners is None:
            raise RuntimeError(f'server {self!r} is closed')
        self._start_serving()
        self._serving_forever_fut = self._loop.create_future()
        try:
            await self._serving_forever_fut
        except exceptions.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever_fut = None

    async def wait_closed(self):
        """Wait until the server is closed and all its connections are."""
        if self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter


def _accept_all(server, listener):
    while server._serving:
        try:
            handle, local, peer = tcp_accept(listener)
        except OSError as error:
            if not server._serving or getattr(error, 'code', None) == 'closed':
                return
            server._loop.call_exception_handler({
                'message': 'a connection could not be accepted', 'exception': error, 'server': server})
            tasks._sleep(_ACCEPT_RETRY_DELAY)
            continue
        server._connected(handle, local, peer, server)


# Seconds until the next try after one that failed, as in CPython.
_ACCEPT_RETRY_DELAY = 1
