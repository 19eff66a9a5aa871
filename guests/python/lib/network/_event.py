"""Events for `receive()`: compact JSON texts, their keys in a fixed order."""

from json import dumps as _dumps

from _task import push_event as _push


def push(tag, type, **fields):
    """Add an event. Waits while the script has very many left to receive."""
    _push(_dumps({'msg': tag, 'type': type, **fields}, separators=(',', ':'), ensure_ascii=False))
