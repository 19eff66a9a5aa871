"""Threads, where there is only the main one. What guards data from other threads works; starting a thread does not."""

import _thread
from _thread import TIMEOUT_MAX, RLock, _local as local, get_ident, get_native_id, stack_size

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread', 'TIMEOUT_MAX', 'Event',
           'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError', 'Timer',
           'ThreadError', 'setprofile', 'settrace', 'local', 'stack_size', 'excepthook', 'ExceptHookArgs', 'getprofile',
           'gettrace', 'setprofile_all_threads', 'settrace_all_threads', 'get_native_id']

ThreadError = _thread.error
Lock = _thread.allocate_lock
_made = 0


def _wait_for_ever():
    raise RuntimeError('deadlock: nothing can end this wait, as there are no other threads')


class Condition:
    """A lock, and who waits for news. There is nobody to bring any."""

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def wait(self, timeout=None):
        if timeout is None:
            _wait_for_ever()
        return False

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if not result and timeout is None:
            _wait_for_ever()
        return result

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass

    notifyAll = notify_all


class Semaphore:
    """A number of permits."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        if self._value:
            self._value -= 1
            return True
        if blocking and timeout is None:
            _wait_for_ever()
        return False

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, type, value, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that never has more permits than at first."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if n < 1:
            raise ValueError('n must be one or more')
        if self._value + n > self._initial_value:
            raise ValueError('Semaphore released too many times')
        self._value += n


class Event:
    """A flag."""

    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag and timeout is None:
            _wait_for_ever()
        return self._flag


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    """Where a number of threads meet."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self.parties, self._action, self.n_waiting, self.broken = parties, action, 0, False

    def wait(self, timeout=None):
        if self.broken:
            raise BrokenBarrierError
        if self.parties > 1:
            _wait_for_ever()
        if self._action:
            self._action()
        return 0

    def reset(self):
        self.broken = False

    def abort(self):
        self.broken = True


class Thread:
    """A thread that can be described and not started."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _made
        assert group is None, 'group argument must be None for now'
        if name is None:
            _made += 1
            name = f'Thread-{_made}'
            if target is not None and hasattr(target, '__name__'):
                name += f' ({target.__name__})'
        self._target, self._args, self._kwargs = target, args, {} if kwargs is None else kwargs
        self.name, self.daemon = str(name), bool(daemon)
        self.ident = self.native_id = None

    def start(self):
        _thread.start_new_thread(self.run, ())

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        raise RuntimeError('cannot join thread before it is started' if self.ident is None else
                           'cannot join current thread')

    def is_alive(self):
        return self.ident is not None

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        state = 'initial' if self.ident is None else 'started'
        if self.daemon:
            state += ' daemon'
        if self.ident is not None:
            state += f' {self.ident}'
        return f'<{type(self).__name__}({self.name}, {state})>'


class Timer(Thread):
    """A call after a while, in a thread."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function, args=args or (), kwargs=kwargs)
        self.interval, self.function, self.finished = interval, function, Event()

    def cancel(self):
        self.finished.set()


class _MainThread(Thread):
    pass


_main = _MainThread(name='MainThread', daemon=False)
_main.ident = _main.native_id = get_ident()


def current_thread():
    return _main


currentThread = main_thread = current_thread


def active_count():
    return 1


activeCount = active_count


def enumerate():
    return [_main]


class ExceptHookArgs(tuple):
    exc_type, exc_value, exc_traceback, thread = [property(lambda self, place=place: self[place]) for place in range(4)]


def excepthook(args, /):
    import sys
    sys.excepthook(args.exc_type, args.exc_value, args.exc_traceback)


__excepthook__ = excepthook


def gettrace():
    return None


getprofile = gettrace


def settrace(func):
    if func is not None:
        raise RuntimeError('tracing is not supported')


setprofile = settrace_all_threads = setprofile_all_threads = settrace
