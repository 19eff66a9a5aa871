"""Asynchronous I/O. A task of asyncio's is a task of the engine's: a call that waits, anywhere inside, suspends only it."""

from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .queues import *
from .runners import *
from .taskgroups import *
from .tasks import *
from .threads import *
from .timeouts import *

from . import coroutines, events, exceptions, futures, locks, queues, runners, taskgroups, tasks, threads, timeouts

__all__ = (
    coroutines.__all__ + events.__all__ + exceptions.__all__ + futures.__all__ + locks.__all__ + queues.__all__
    + runners.__all__ + taskgroups.__all__ + tasks.__all__ + threads.__all__ + timeouts.__all__
)

# What needs the network: a module that a host adds to the library, and that costs something to import.
_STREAMS = ('StreamReader', 'StreamWriter', 'open_connection', 'start_server', 'Server', 'AbstractServer')


def __getattr__(name):
    if name in _STREAMS or name == 'streams':
        from importlib import import_module
        try:
            streams = import_module('asyncio.streams')
        except ImportError:
            pass
        else:
            return streams if name == 'streams' else getattr(streams, name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
