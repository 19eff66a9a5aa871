"""The collector, as far as scripts may ask for it."""

import _gc

__all__ = ['collect', 'enable', 'disable', 'isenabled', 'get_count', 'get_threshold', 'set_threshold', 'freeze',
           'unfreeze', 'get_freeze_count', 'is_tracked', 'is_finalized', 'callbacks', 'garbage', 'get_stats',
           'get_debug', 'set_debug', 'DEBUG_STATS', 'DEBUG_COLLECTABLE', 'DEBUG_UNCOLLECTABLE', 'DEBUG_SAVEALL',
           'DEBUG_LEAK']

DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL, DEBUG_LEAK = 1, 2, 4, 32, 38
callbacks = []
garbage = []
_enabled = True
_threshold = (700, 10, 10)
_debug = 0


def collect(generation=2):
    """Free what the program can no longer reach; returns how many instances there were of it."""
    if not isinstance(generation, int):
        raise TypeError(f"'{type(generation).__name__}' object cannot be interpreted as an integer")
    if not 0 <= generation <= 2:
        raise ValueError('invalid generation')
    before = _gc.count()
    _gc.request()
    _now()
    freed = before - _gc.count()
    run_callbacks()
    return max(freed, 0)


def _now():
    # A call is a point where the collector may run.
    pass


def run_callbacks():
    for reference in _gc.take_cleared():
        callback = _get_attribute(reference, '__callback__')
        if callback is not None:
            _set_attribute(reference, '__callback__', None)
            try:
                callback(reference)
            except Exception:
                pass


_get_attribute, _set_attribute = object.__getattribute__, object.__setattr__


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def get_count():
    return (0, 0, 0)


def get_threshold():
    return _threshold


def set_threshold(threshold0, threshold1=10, threshold2=10):
    global _threshold
    _threshold = (threshold0, threshold1, threshold2)


def get_stats():
    return [{'collections': 0, 'collected': 0, 'uncollectable': 0} for _ in range(3)]


def get_debug():
    return _debug


def set_debug(flags, /):
    global _debug
    _debug = flags


def freeze():
    pass


def unfreeze():
    pass


def get_freeze_count():
    return 0


def is_tracked(obj, /):
    return not isinstance(obj, (int, float, complex, bool, str, bytes, type(None)))


def is_finalized(obj, /):
    return False
