"""A WebSocket that a server's request became."""

from collections import deque

from _host import release, ws_close, ws_receive, ws_send
from _task import spawn as _spawn, suspends as _suspends

# Messages that are asked for at a time.
_BATCH = 16


class WebSocket:
    """A WebSocket: `receive()`, `send(message)`, `close()`. Iterating over it gives the messages until its end."""

    def __init__(self, handle, protocol, peer):
        self._handle = handle
        self._received = deque()
        self._end = None
        # The protocol that was agreed on; '' for none.
        self.protocol = protocol
        self.peer = peer

    def __repr__(self):
        state = 'open' if self._end is None else f'closed {self.close_code}'
        return f'<WebSocket {state}>'

    @property
    def close_code(self):
        """The code that it was closed with: 1005 for none, 1006 when the connection broke; None while it is open."""
        return self._end and self._end['code']

    @property
    def close_reason(self):
        """What the peer said when it closed it."""
        return self._end and self._end['reason']

    @_suspends
    def receive(self):
        """Wait for a message: str or bytes; None when the WebSocket is closed."""
        if not self._received:
            if self._end is not None:
                return None
            received = ws_receive(self._handle, _BATCH)
            if isinstance(received, dict):
                self._end = received
                release(self._handle)
                return None
            self._received.extend(received)
        return self._received.popleft()

    @_suspends
    def send(self, message):
        """Send a str as a text message, bytes as a binary one. Waits until it is taken; ConnectionError when it is closed."""
        if not isinstance(message, (str, bytes, bytearray, memoryview)):
            raise TypeError(f"a message must be str or bytes, not '{type(message).__name__}'")
        try:
            ws_send(self._handle, message)
        except OSError as error:
            if getattr(error, 'code', None) not in ('closed', 'reset', 'aborted'):
                raise
            closed = ConnectionResetError(104, 'the WebSocket is closed')
            closed.code = 'closed'
            self._end = self._end or {'code': 1006, 'reason': ''}
            raise closed from None

    @_suspends
    def close(self, code=1000, reason=''):
        """Close it, and wait until the peer has closed it too. Messages that still come are dropped."""
        if self._end is not None:
            return
        self._end = _closed(self._handle, code, reason)

    def __iter__(self):
        while (message := self.receive()) is not None:
            yield message

    async def __aiter__(self):
        while (message := self.receive()) is not None:
            yield message

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exception):
        self.close()

    def _fail(self):
        """Tells the peer that something went wrong here (RFC 6455 section 7.4.1), and gives the connection up."""
        if self._end is None:
            self._end = {'code': 1011, 'reason': ''}
            _spawn(_closed, (self._handle, 1011, ''))


def _closed(handle, code, reason):
    """Closes a WebSocket; how it ended."""
    try:
        ws_close(handle, code, reason)
        while not isinstance(received := ws_receive(handle, _BATCH), dict):
            pass
        return received
    except OSError:
        # It has come to its end by itself.
        return {'code': 1006, 'reason': ''}
    finally:
        release(handle)
