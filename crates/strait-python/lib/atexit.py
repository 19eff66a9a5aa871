"""Functions that are called when the program ends."""

import sys

__all__ = ['register', 'unregister']

_functions = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError('the first argument must be callable')
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    _functions[:] = [each for each in _functions if each[0] != func]


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    """Call the functions, the last one first. What they raise is told, and ends none of the others."""
    for each in reversed(_functions[:]):
        if not any(each is registered for registered in _functions):
            continue
        func, args, kwargs = each
        try:
            func(*args, **kwargs)
        except BaseException as error:
            import traceback
            print(f'Exception ignored in atexit callback: {func!r}', file=sys.stderr)
            traceback.print_exception(error)
    _functions.clear()
