"""The bytes of the standard input. Reading suspends the task that asks."""

from _host import input_open, stream_read

_PART_BYTES = 64 * 1024

_handle = None
# Read, and not asked for yet.
_rest = b''
_is_ended = False


def _read_more():
    """Adds to what is there; false at the end."""
    global _handle, _rest, _is_ended
    if _is_ended:
        return False
    if _handle is None:
        _handle = input_open()
    part = stream_read(_handle, _PART_BYTES)
    _is_ended = not part
    _rest += part
    return not _is_ended


def _take(length):
    global _rest
    taken, _rest = _rest[:length], _rest[length:]
    return taken


def read_line():
    """A line with its end; the last may have none, and after it there are empty ones."""
    searched = 0
    while (end := _rest.find(b'\n', searched)) < 0:
        searched = len(_rest)
        if not _read_more():
            return _take(len(_rest))
    return _take(end + 1)


def read_some(most):
    """What is there, at least one byte and at most so many; none at the end."""
    while not _rest and _read_more():
        pass
    return _take(most)
