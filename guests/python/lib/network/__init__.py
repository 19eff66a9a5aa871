"""The network, as ordinary functions: HTTP, WebSocket, server-sent events.

A call waits and suspends only the coroutine that makes it, at any depth of calls. Among the arguments of `gather`,
`with_timeout` and `run`, and after `await`, it is something to wait for.
"""

from ._events import sse_close, sse_open, sse_state
from ._fetch import abort_request, fetch, fetch_json, fetch_text
from ._sockets import ws_close, ws_open, ws_receive, ws_send, ws_state

__all__ = [
    'abort_request', 'fetch', 'fetch_json', 'fetch_text',
    'sse_close', 'sse_open', 'sse_state',
    'ws_close', 'ws_open', 'ws_receive', 'ws_send', 'ws_state',
]
