"""What is a coroutine."""

import types
from collections.abc import Coroutine
from functools import partial

__all__ = ('iscoroutinefunction', 'iscoroutine')


def iscoroutinefunction(func):
    """Return True if calling func makes a coroutine."""
    while True:
        if isinstance(func, partial):
            func = func.func
        elif isinstance(func, types.MethodType):
            func = func.__func__
        else:
            break
    code = getattr(func, '__code__', None)
    return isinstance(func, types.FunctionType) and bool(code.co_flags & 0x80)


def iscoroutine(obj):
    """Return True if obj is a coroutine."""
    return type(obj) is types.CoroutineType or isinstance(obj, Coroutine)
