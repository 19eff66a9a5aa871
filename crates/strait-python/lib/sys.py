"""The interpreter: its limits, its modules, and the standard streams."""

from _streams import stderr, stdin, stdout
from _sys import *
from _sys import _caller, _getframe, _getframemodulename


__stdin__, __stdout__, __stderr__ = stdin, stdout, stderr


class _Sequence(tuple):
    """A tuple whose items have names."""

    def __new__(cls, *values):
        return tuple.__new__(cls, values)

    def __repr__(self):
        return f"sys.{type(self).__name__}({', '.join(f'{name}={item!r}' for name, item in zip(self._names, self))})"


def _sequence(class_name, **items):
    def item(place):
        return property(lambda self: self[place])

    attributes = {name: item(place) for place, name in enumerate(items)}
    attributes['_names'] = tuple(items)
    attributes['__module__'] = 'sys'
    return type(class_name, (_Sequence,), attributes)(*items.values())


version_info = _sequence('version_info', major=3, minor=12, micro=0, releaselevel='final', serial=0)
version = '3.12.0 (Strait)'
hexversion = 0x030C00F0
api_version = 1013
copyright = 'Copyright (c) 2001-2023 Python Software Foundation (the standard library); the authors of Strait'
platform = 'strait'
byteorder = 'little'
maxsize = 2 ** 63 - 1
maxunicode = 0x10FFFF
float_repr_style = 'short'
prefix = exec_prefix = base_prefix = base_exec_prefix = executable = ''
pycache_prefix = None
dont_write_bytecode = True
path = []
path_hooks, meta_path, path_importer_cache, warnoptions, _xoptions = [], [], {}, [], {}
ps1, ps2 = '>>> ', '... '
builtin_module_names = ('_task', 'builtins', 'math', 'sys')
tracebacklimit = None
float_info = _sequence(
    'float_info', max=1.7976931348623157e308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308, min_exp=-1021,
    min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)
int_info = _sequence(
    'int_info', bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)
hash_info = _sequence(
    'hash_info', width=64, modulus=2 ** 61 - 1, inf=314159, nan=0, imag=1000003, algorithm='siphash13', hash_bits=64,
    seed_bits=128, cutoff=0)
flags = _sequence(
    'flags', debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=1, no_user_site=1, no_site=1,
    ignore_environment=1, verbose=0, bytes_warning=0, quiet=0, hash_randomization=1, isolated=1, dev_mode=False,
    utf8_mode=1, warn_default_encoding=0, safe_path=True, int_max_str_digits=4300)
thread_info = _sequence('thread_info', name='none', lock=None, version=None)
implementation = type('SimpleNamespace', (), {'__module__': 'types'})()
implementation.name = 'strait'
implementation.version = version_info
implementation.hexversion = hexversion
implementation.cache_tag = None
del tracebacklimit


class _Names(frozenset):
    pass


def __getattr__(name):
    if name == 'stdlib_module_names':
        return frozenset(library_names())
    raise AttributeError(f"module 'sys' has no attribute '{name}'")


def displayhook(value, /):
    """Print an object as the interactive interpreter does, and keep it as builtins._."""
    if value is not None:
        import builtins
        builtins._ = None
        print(repr(value))
        builtins._ = value


def excepthook(exctype, value, traceback, /):
    """Print an exception that nothing caught to sys.stderr."""
    import traceback as formatting
    formatting.print_exception(exctype, value, traceback)


def unraisablehook(unraisable, /):
    """Print an exception that could not be raised."""
    excepthook(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)


def breakpointhook(*args, **keywords):
    raise RuntimeError('there is no debugger')


__displayhook__, __excepthook__, __unraisablehook__, __breakpointhook__ = displayhook, excepthook, unraisablehook, \
    breakpointhook


def call_tracing(func, args, /):
    """Call func(*args): there is no tracing."""
    return func(*args)


def getrefcount(object, /):
    """Return some number: references are not counted."""
    return 2


def getswitchinterval():
    """Return how often threads switch; there is one only."""
    return 0.005


def setswitchinterval(interval, /):
    pass


def is_finalizing():
    """Return whether the program is being shut down."""
    return False


def getfilesystemencoding():
    return 'utf-8'


def getfilesystemencodeerrors():
    return 'surrogateescape'


def gettrace():
    return None


getprofile = gettrace


def settrace(function, /):
    if function is not None:
        raise RuntimeError('tracing is not supported')


setprofile = settrace


def audit(event, /, *args):
    pass


def addaudithook(hook, /):
    pass


def get_asyncgen_hooks():
    return (None, None)


def set_asyncgen_hooks(*args, **keywords):
    pass


def get_coroutine_origin_tracking_depth():
    return 0


def set_coroutine_origin_tracking_depth(depth):
    pass
