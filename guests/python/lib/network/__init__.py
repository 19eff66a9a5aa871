"""The network, as ordinary functions: HTTP, WebSocket, server-sent events, TCP, and servers of these.

A call waits and suspends only the coroutine that makes it, at any depth of calls. Among the arguments of `gather`,
`with_timeout` and `run`, and after `await`, it is something to wait for.
"""

from ._events import sse_close, sse_open, sse_state
from ._fetch import abort_request, fetch, fetch_json, fetch_text
from ._sockets import ws_close, ws_open, ws_receive, ws_send, ws_state

__all__ = [
    'Response', 'abort_request', 'fetch', 'fetch_json', 'fetch_text', 'listen', 'serve', 'sse_close', 'sse_open', 'sse_state',
    'tcp_connect', 'tcp_listen', 'ws_close', 'ws_open', 'ws_receive', 'ws_send', 'ws_state',
]

# What not every script needs, by the module that has it.
_LAZY = {'Response': '_response', 'listen': '_server', 'serve': '_server', 'tcp_connect': '_tcp', 'tcp_listen': '_tcp'}


def __getattr__(name):
    if name not in _LAZY:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    from importlib import import_module
    value = getattr(import_module(f'.{_LAZY[name]}', __name__), name)
    globals()[name] = value
    return value
