"""HTTP servers."""

import sys
from types import CoroutineType

from _host import http_accept, http_answer, http_listen, release
from _task import context, current, park, set_context, spawn, suspends as _suspends, throw, wake

from ._address import address, checked_port
from ._request import Request
from ._response import _TEXT, respond

# Requests that are asked for at a time, so that many share a turn when the machine is busy; and how few may be.
_ACCEPTS = 64
_FEWEST = 32


@_suspends
def serve(handler, port, host='127.0.0.1', *, cert=None, key=None):
    """Serve HTTP on a port until the server is closed or the coroutine is cancelled.

    `handler(request)` gives the answer to a request: str, bytes, a dict or a list (JSON), a `Response`, a tuple (body, status,
    headers), an iterable of str or bytes that is sent as it comes, or None. It may be `async def` or plain. Every request has a
    coroutine of its own, and what waits in a handler holds up no other.

    With `cert` and `key`, texts of PEM, it serves HTTPS.
    """
    listen(handler, port, host, cert=cert, key=key).run()


@_suspends
def listen(handler, port=0, host='127.0.0.1', *, cert=None, key=None):
    """Begin to serve HTTP, as `serve` does, and return the `Server`. With port 0 the system chooses one: `server.port`."""
    if not callable(handler):
        raise TypeError(f"a handler must be callable, not '{type(handler).__name__}'")
    if (cert is None) != (key is None):
        raise TypeError('a server of HTTPS needs a certificate and its key: cert and key')
    listener, local = http_listen(host, checked_port(port), _pem(cert), _pem(key))
    return Server(handler, listener, local, 'http' if cert is None else 'https')


def _pem(text):
    return text.decode('ascii') if isinstance(text, (bytes, bytearray)) else text


class Server:
    """A server that listens. `run()` waits until it is closed; a script that ends without it ends the server too."""

    def __init__(self, handler, listener, local, scheme):
        self._handler = handler
        self._listener = listener
        self._context = context()
        self._is_closed = False
        # Tasks that wait for a request, and those that have one.
        self._idle = 0
        self._busy = 0
        # Tasks in `run`, and what is to be raised there.
        self._runners = []
        self._failure = None
        # Where it listens: address and port.
        self.address = address(local)
        self.port = self.address[1]
        host = f'[{self.address[0]}]' if ':' in self.address[0] else self.address[0]
        self.url = f'{scheme}://{host}:{self.port}'
        for _ in range(_ACCEPTS):
            self._add_worker()

    def __repr__(self):
        return f"<Server {self.url}{' closed' if self._is_closed else ''}>"

    @_suspends
    def run(self):
        """Wait until the server is closed and the requests that it has taken are answered. Closes it when cancelled."""
        try:
            while not (self._is_closed and self._busy == 0) and self._failure is None:
                self._runners.append(current())
                park()
        finally:
            self.close()
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure

    def close(self):
        """Take no more requests. Those that it has taken are still answered."""
        if not self._is_closed:
            self._is_closed = True
            release(self._listener)
            self._tell()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exception):
        self.close()

    def _tell(self):
        """Has those in `run` look how things are."""
        runners, self._runners = self._runners, []
        for runner in runners:
            wake(runner)

    def _add_worker(self):
        self._idle += 1
        spawn(_work, (self, self._listener, self._handler))

    def _stop(self, error):
        """A handler wants the program to end."""
        self._failure = error
        self.close()
        self._tell()


def _work(server, listener, handler):
    """Takes requests, one after another, until enough others wait for one."""
    while True:
        try:
            fields = http_accept(listener)
        except OSError as error:
            if error.code == 'limit' and not server._is_closed:
                # The client went away before its request was taken.
                continue
            server._idle -= 1
            # The script closed it, or the host, which is asked to end.
            server.close()
            return
        server._idle -= 1
        server._busy += 1
        if server._idle < _FEWEST and not server._is_closed:
            server._add_worker()
        set_context(server._context)
        request = Request(fields)
        try:
            result = handler(request)
            if type(result) is CoroutineType:
                result = _run(result)
            if type(result) is str and request._socket is None:
                http_answer(fields[0], 200, None, _TEXT, result)
            else:
                _finish(request, result)
        except BaseException as error:
            _fail(server, request, error)
        finally:
            server._busy -= 1
        # Nothing of a request is kept while the next one is waited for.
        fields = request = result = None
        if server._is_closed:
            if server._busy == 0:
                server._tell()
            return
        if server._idle >= _ACCEPTS:
            return
        server._idle += 1


def _finish(request, result):
    if request._socket is not None:
        # The request has been answered by the upgrade.
        request._socket.close()
        return
    if hasattr(type(result), '__await__'):
        result = _run(_wait_for(result))
    respond(request._fields[0], result)


def _fail(server, request, error):
    """Answers for a handler that raised something, and tells of it."""
    if request._socket is not None:
        if isinstance(error, ConnectionError) and request._socket._end is not None:
            # The client closed it.
            return
        request._socket._fail()
    else:
        status, text = getattr(error, '_answer', (500, 'Internal Server Error'))
        # Where the answer had begun it was broken off, and this one is not sent.
        http_answer(request._fields[0], status, None, _TEXT, text)
        if status != 500:
            return
    if isinstance(error, (SystemExit, KeyboardInterrupt)):
        server._stop(error)
    elif isinstance(error, Exception):
        import traceback
        place = error.__traceback__
        while place is not None and place.tb_frame.f_code.co_filename.startswith('<network.'):
            place = place.tb_next
        print(f'{request.method} {request.target} failed:', file=sys.stderr)
        traceback.print_exception(error.with_traceback(place))


# --- asyncio -------------------------------------------------------------------------------------------------------------

# Handlers that run as tasks of asyncio's although no event loop was running.
_lent = 0


def _run(coroutine):
    """Runs a coroutine where it is called; as a task of asyncio's if the script uses that."""
    if 'asyncio.tasks' not in sys.modules:
        return coroutine()
    return _run_as_task(coroutine)()


async def _run_as_task(coroutine):
    global _lent
    events = sys.modules['asyncio.events']
    loop = events._get_running_loop()
    if loop is not None and not _lent:
        return await loop.create_task(coroutine)
    if loop is None:
        loop = events.get_event_loop()
        events._set_running_loop(loop)
    _lent += 1
    try:
        return await loop.create_task(coroutine)
    finally:
        _lent -= 1
        if not _lent:
            events._set_running_loop(None)


async def _wait_for(awaitable):
    return await awaitable
