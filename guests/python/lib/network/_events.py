"""Server-sent events. They come by `receive()`."""

from _host import release, sse_connect as _connect, sse_receive as _receive
from _task import cancel, spawn

from ._event import push
from ._http import header_block
from ._options import parsed

CONNECTING, OPEN, CLOSED = range(3)

# Events that are asked for at a time.
_BATCH = 16

_sources = {}
_opened = 0


class _Source:
    """An event source of the script's."""

    def __init__(self, tag, names):
        self.tag = tag
        # The types of events beside `message` that are wanted; True for all.
        self.names = names
        self.state = CONNECTING
        self.task = None

    def wants(self, name):
        return name == 'message' or self.names is True or name in self.names

    def fail(self):
        self.state = CLOSED
        push(self.tag, 'error', state=CLOSED)


def _run(source, url, headers):
    """Brings what comes, until the end; the host connects again by itself."""
    try:
        handle = _connect(url, headers)
    except (OSError, ValueError):
        source.fail()
        return
    try:
        while True:
            for what, *fields in _receive(handle, _BATCH):
                if what == 'message':
                    _bring(source, *fields)
                elif what == 'open':
                    source.state = OPEN
                    push(source.tag, 'open')
                elif what == 'interrupted':
                    source.state = CONNECTING
                    push(source.tag, 'error', state=CONNECTING)
                else:
                    source.fail()
                    return
    except (OSError, MemoryError):
        # In both cases nobody brings events any more.
        source.fail()
    finally:
        release(handle)


def _bring(source, name, data, id):
    if not source.wants(name):
        return
    fields = {} if name == 'message' else {'event': name}
    fields['data'] = data
    if id:
        fields['event_id'] = id
    push(source.tag, 'message', **fields)


def sse_open(url, msg, options_json=None, *, events=None, headers=None):
    """Open an event source and return its handle at once. Its events come by `receive()` with `msg` in them.

    Events that the server names are dropped unless `events` lists the name, or is True.
    """
    global _opened
    options = parsed(options_json, 'sse_open')
    if not isinstance(url, str):
        raise TypeError(f'a URL must be str, not {type(url).__name__}')
    names = events if events is not None else options.get('events') or ()
    source = _Source(msg, names if names is True else frozenset([names] if isinstance(names, str) else names))
    handle = _opened
    _opened += 1
    _sources[handle] = source
    block = header_block(headers or options.get('headers') or {})
    source.task = spawn(_run, (source, url, block))
    return handle


def sse_close(handle):
    """Close an event source. Its handle is invalid from then on, and no more events come."""
    source = _found(handle)
    del _sources[handle]
    source.state = CLOSED
    cancel(source.task)


def sse_state(handle):
    """0 connecting, 1 open, 2 closed."""
    return _found(handle).state


def _found(handle):
    source = _sources.get(handle) if type(handle) is int else None
    if source is None:
        raise RuntimeError(f'invalid sse handle: {handle}')
    return source
