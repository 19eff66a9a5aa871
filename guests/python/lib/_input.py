"""The bytes of the standard input. Reading suspends the task that asks."""

from _host import input_open, stream_read

_PART_BYTES = 64 * 1024

_handle = None


def read_part():
    """What has come, at least one byte; none at the end."""
    global _handle
    if _handle is None:
        _handle = input_open()
    return stream_read(_handle, _PART_BYTES)
