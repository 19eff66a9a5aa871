"""WebSockets. Their events come by `receive()`, or their messages by `ws_receive`."""

from base64 import b64encode
from collections import deque

from _host import release, ws_close as _close, ws_connect as _connect, ws_receive as _receive, ws_send as _send
from _task import current, park, spawn, suspends, wake

from ._event import push
from ._http import header_block, sentence
from ._options import parsed

CONNECTING, OPEN, CLOSING, CLOSED = range(4)

# Messages that are asked for at a time, and that are kept for `ws_receive` before the peer has to wait.
_BATCH = 16
_MOST_KEPT = 64

_sockets = {}
_opened = 0


class _Socket:
    """A WebSocket of the script's."""

    def __init__(self, tag):
        self.tag = tag
        self.state = CONNECTING
        # The host's handle, once there is a connection.
        self.connection = None
        # Why there is none.
        self.failure = None
        # Messages go to `ws_receive` and not to `receive`.
        self.is_direct = tag is None
        self.kept = deque()
        self.receivers = deque()
        # Tasks that wait for the connection, and the one that waits for room.
        self.waiting = []
        self.pump = None

    def event(self, type, **fields):
        if self.tag is not None:
            push(self.tag, type, **fields)

    def settle(self, state):
        self.state = state
        waiting, self.waiting = self.waiting, []
        for task in waiting:
            wake(task)

    def wait_until_open(self):
        while self.state == CONNECTING:
            self.waiting.append(current())
            park()


def _run(socket, url, protocols, headers):
    """Connects, and brings what comes, until the end."""
    try:
        socket.connection, _, _ = _connect(url, protocols, headers)
    except (OSError, ValueError) as error:
        socket.failure = sentence(error)
        socket.settle(CLOSED)
        _end(socket, {'code': 1006, 'reason': '', 'was_clean': False, 'error': socket.failure})
        return
    try:
        if socket.state == CLOSING:
            # The script closed it meanwhile: the connection is given up, as it is in a browser.
            socket.settle(CLOSED)
            _end(socket, {'code': 1006, 'reason': '', 'was_clean': False, 'error': ''})
            return
        socket.settle(OPEN)
        socket.event('open')
        while not isinstance(received := _receive(socket.connection, _BATCH), dict):
            while received:
                _bring(socket, received.pop(0))
        socket.settle(CLOSED)
        _end(socket, received)
    except MemoryError:
        # Whoever receives must not wait for what nobody brings.
        received = None
        socket.failure = 'the messages that came do not fit into the memory of the script'
        socket.settle(CLOSED)
        _end(socket, {'code': 1006, 'reason': '', 'was_clean': False, 'error': socket.failure})
    finally:
        release(socket.connection)


def _bring(socket, message):
    if not socket.is_direct:
        if isinstance(message, str):
            socket.event('message', data=message)
        else:
            socket.event('message', binary=True, data=b64encode(message).decode())
        return
    while socket.receivers:
        if wake(socket.receivers.popleft(), (message,)):
            return
    socket.kept.append(message)
    while len(socket.kept) >= _MOST_KEPT:
        socket.pump = current()
        park()


def _end(socket, end):
    while socket.receivers:
        wake(socket.receivers.popleft(), (None,))
    if end['error'] is not None and not end['was_clean']:
        socket.event('error')
    socket.event('close', code=end['code'], reason=end['reason'], was_clean=end['was_clean'])


def _found(handle):
    socket = _sockets.get(handle) if type(handle) is int else None
    if socket is None:
        raise RuntimeError(f'invalid socket handle: {handle}')
    return socket


def ws_open(url, msg=None, protocols_json=None, *, protocols=None, headers=None):
    """Open a WebSocket and return its handle at once.

    Its events come by `receive()` with `msg` in them: open, message, error, close. Without `msg` there are none, and messages
    are taken by `ws_receive`.
    """
    global _opened
    if protocols is None:
        protocols = _protocols(protocols_json)
    _check_url(url)
    _check_protocols(protocols)
    socket = _Socket(msg)
    handle = _opened
    _opened += 1
    _sockets[handle] = socket
    spawn(_run, (socket, url, list(protocols), header_block(headers or {})))
    return handle


@suspends
def ws_send(handle, data):
    """Send a text message of a str, a binary one of bytes. Waits for the connection, and until the message is taken.

    What is sent on a WebSocket that is closing or closed is dropped, as in a browser.
    """
    socket = _found(handle)
    if not isinstance(data, (str, bytes, bytearray, memoryview)):
        raise TypeError(f'ws_send() takes str or bytes, not {type(data).__name__}')
    socket.wait_until_open()
    if socket.state != OPEN:
        if socket.failure is not None:
            raise RuntimeError(f'cannot send on a WebSocket that did not open: {socket.failure}')
        return
    try:
        _send(socket.connection, data)
    except OSError as error:
        if getattr(error, 'code', None) not in ('closed', 'reset', 'aborted'):
            raise RuntimeError(sentence(error)) from None


@suspends
def ws_receive(handle):
    """Wait for a message: a str or bytes; None when the WebSocket is closed. From then on messages make no events."""
    socket = _found(handle)
    socket.is_direct = True
    if socket.kept:
        message = socket.kept.popleft()
        if socket.pump is not None and len(socket.kept) <= _MOST_KEPT // 2:
            pump, socket.pump = socket.pump, None
            wake(pump)
        return message
    if socket.state == CLOSED:
        if socket.failure is not None:
            raise RuntimeError(socket.failure)
        return None
    socket.receivers.append(current())
    message, = park()
    if message is None and socket.failure is not None:
        raise RuntimeError(socket.failure)
    return message


@suspends
def ws_close(handle, code=None, reason=None):
    """Close a WebSocket. Its handle is invalid from then on; its `close` event still comes."""
    socket = _found(handle)
    reason = '' if reason is None else str(reason)
    if code is not None and code != 1000 and not (isinstance(code, int) and 3000 <= code <= 4999):
        raise RuntimeError(f'a close code must be 1000 or 3000 to 4999, not {code!r}')
    if len(reason.encode()) > 123:
        raise RuntimeError('a close reason has at most 123 bytes')
    del _sockets[handle]
    was = socket.state
    if was in (CLOSING, CLOSED):
        return
    socket.settle(CLOSING)
    if was == OPEN:
        try:
            _close(socket.connection, 1000 if code is None and reason else code, reason)
        except OSError:
            # It has come to its end by itself.
            pass


def ws_state(handle):
    """0 connecting, 1 open, 2 closing, 3 closed."""
    return _found(handle).state


def _protocols(text):
    if text is None or text == '':
        return []
    try:
        # An object has no use here, and a list is what is wanted: `parsed` takes the former only.
        return parsed(f'{{"protocols":{text}}}', 'ws_open')['protocols'] or []
    except RuntimeError:
        raise RuntimeError(f'protocols must be a JSON array of strings, not {text!r}') from None


def _check_url(url):
    scheme, colon, rest = url.partition('://') if isinstance(url, str) else ('', '', '')
    if not colon or scheme.lower() not in ('ws', 'wss', 'http', 'https') or not rest.strip('/'):
        raise RuntimeError(f"the URL of a WebSocket begins with 'ws://' or 'wss://' and names a host: {url!r}")
    if '#' in rest:
        raise RuntimeError(f"the URL of a WebSocket has no fragment ('#...'): {url!r}")


def _check_protocols(protocols):
    if isinstance(protocols, str) or not all([isinstance(each, str) and each for each in protocols]):
        raise RuntimeError(f'protocols must be a list of names, not {protocols!r}')
    if len({each.lower() for each in protocols}) != len(protocols):
        raise RuntimeError(f'a protocol is named twice: {protocols!r}')
