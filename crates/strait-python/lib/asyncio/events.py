"""The event loop: the scheduler of the engine, as asyncio shows it.

Callbacks run as tasks of the engine's own, in the order they were asked for. The loop runs whenever the program waits; what
run_until_complete() adds is that the caller waits too.
"""

import contextvars
import sys

from _task import (current as _current, discard as _discard, monotonic as _monotonic, park as _park, spawn as _spawn,
                   start_later as _start_later, throw as _throw, wake as _wake)

__all__ = (
    'AbstractEventLoopPolicy', 'AbstractEventLoop', 'BaseEventLoop', 'DefaultEventLoopPolicy', 'SelectorEventLoop',
    'EventLoop', 'Handle', 'TimerHandle', 'get_event_loop_policy', 'set_event_loop_policy', 'get_event_loop',
    'set_event_loop', 'new_event_loop', '_set_running_loop', 'get_running_loop', '_get_running_loop',
)

# Failures that nobody has looked at are kept up to this number, to be told of when the loop is closed.
_MOST_FAILED = 100


class Handle:
    """A callback that will be called, unless it is cancelled before."""

    __slots__ = ('_callback', '_args', '_cancelled', '_loop', '_context', '_task', '__weakref__')

    def __init__(self, callback, args, loop, context=None):
        self._context = contextvars.copy_context() if context is None else context
        self._loop = loop
        self._callback = callback
        self._args = args
        self._cancelled = False
        self._task = None

    def __repr__(self):
        state = ' cancelled' if self._cancelled else f' {self._callback!r}'
        return f'<{type(self).__name__}{state}>'

    def get_context(self):
        return self._context

    def cancel(self):
        if not self._cancelled:
            self._cancelled = True
            self._callback = self._args = None
            if self._task is not None:
                _discard(self._task)

    def cancelled(self):
        return self._cancelled

    def _run(self):
        if self._cancelled:
            return
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt) as error:
            self._loop._interrupt(error)
        except BaseException as error:
            self._loop.call_exception_handler({
                'message': f'Exception in callback {self._callback!r}', 'exception': error, 'handle': self,
            })


class TimerHandle(Handle):
    """A callback that will be called at some time."""

    __slots__ = ('_when',)

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when = when

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __le__(self, other):
        return self._when <= other._when if isinstance(other, TimerHandle) else NotImplemented

    def __gt__(self, other):
        return self._when > other._when if isinstance(other, TimerHandle) else NotImplemented

    def __ge__(self, other):
        return self._when >= other._when if isinstance(other, TimerHandle) else NotImplemented

    def __eq__(self, other):
        return self is other

    def when(self):
        """Return the time of the callback, on the clock of loop.time()."""
        return self._when


class AbstractEventLoop:
    """What an event loop is."""


class BaseEventLoop(AbstractEventLoop):
    """The event loop of a program."""

    def __init__(self):
        self._closed = False
        self._debug = False
        self._runner = None
        self._stopping = False
        self._exception_handler = None
        self._task_factory = None
        self._failures = []
        self.slow_callback_duration = 0.1

    def __repr__(self):
        return f'<{type(self).__name__} running={self.is_running()} closed={self._closed} debug={self._debug}>'

    # --- running ---

    def run_forever(self):
        """Run until stop() is called."""
        self._check_closed()
        if self._runner is not None:
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')
        self._runner = _current()
        _set_running_loop(self)
        try:
            if not self._stopping:
                _park()
        finally:
            self._stopping = False
            self._runner = None
            _set_running_loop(None)

    def run_until_complete(self, future):
        """Run until the future is done, and return its result or raise its exception."""
        self._check_closed()
        from . import futures, tasks
        is_new = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)

        def stop(future):
            if not future.cancelled():
                error = future._exception
                if isinstance(error, (SystemExit, KeyboardInterrupt)):
                    # Raised out of the loop already.
                    return
            self.stop()

        future.add_done_callback(stop)
        try:
            self.run_forever()
        except BaseException:
            if is_new and future.done() and not future.cancelled():
                # The exception has come out already: do not tell of it again.
                future.exception()
            raise
        finally:
            future.remove_done_callback(stop)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def stop(self):
        """Have run_forever() return."""
        self._stopping = True
        if self._runner is not None:
            _wake(self._runner)

    def _interrupt(self, error):
        if self._runner is not None:
            _throw(self._runner, error)

    def is_running(self):
        return self._runner is not None

    def is_closed(self):
        return self._closed

    def close(self):
        """Close the loop. It must not be running."""
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        self._closed = True
        failures, self._failures = self._failures, []
        for future in failures:
            self._tell_of(future)

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self, timeout=None):
        pass

    # --- callbacks ---

    def call_soon(self, callback, *args, context=None):
        """Have a callback called when those before it have been. Returns its handle."""
        self._check_closed()
        handle = Handle(callback, args, self, context)
        _spawn(handle._run)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        """Have a callback called after so many seconds. Returns its handle."""
        if delay is None:
            raise TypeError('delay must not be None')
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        """Have a callback called at a time of loop.time(). Returns its handle."""
        if when is None:
            raise TypeError('when cannot be None')
        self._check_closed()
        handle = TimerHandle(when, callback, args, self, context)
        handle._task = _start_later(when - self.time(), handle._run)
        return handle

    def time(self):
        """Return the time in seconds since some moment."""
        return _monotonic()

    # --- futures and tasks ---

    def create_future(self):
        from . import futures
        return futures.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        """Schedule a coroutine. Returns its Task."""
        self._check_closed()
        if self._task_factory is None:
            from . import tasks
            return tasks.Task(coro, loop=self, name=name, context=context)
        if context is None:
            task = self._task_factory(self, coro)
        else:
            task = self._task_factory(self, coro, context=context)
        if name is not None and hasattr(task, 'set_name'):
            task.set_name(name)
        return task

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def run_in_executor(self, executor, func, *args):
        """Call a function in a task of its own; there are no threads. Returns a future."""
        self._check_closed()

        async def call():
            return func(*args)

        return self.create_task(call())

    def set_default_executor(self, executor):
        pass

    # --- what went wrong ---

    def _failed(self, future):
        self._failures = [each for each in self._failures if each._log_traceback]
        self._failures.append(future)
        if len(self._failures) > _MOST_FAILED:
            self._tell_of(self._failures.pop(0))

    def _tell_of(self, future):
        if future._log_traceback:
            future._log_traceback = False
            self.call_exception_handler({
                'message': f'{type(future).__name__} exception was never retrieved',
                'exception': future._exception, 'future': future,
            })

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        lines = [context.get('message') or 'Unhandled exception in event loop']
        for key in sorted(context):
            if key not in ('message', 'exception'):
                lines.append(f'{key}: {context[key]!r}')
        print('\n'.join(lines), file=sys.stderr)
        error = context.get('exception')
        if error is not None:
            import traceback
            traceback.print_exception(error)

    def call_exception_handler(self, context):
        """Tell of an exception that nobody else will see."""
        handler = self._exception_handler
        if handler is None:
            self.default_exception_handler(context)
            return
        try:
            handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self.default_exception_handler({
                'message': 'Unhandled error in exception handler', 'exception': error, 'context': context,
            })

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def add_signal_handler(self, sig, callback, *args):
        raise NotImplementedError('there are no signals in the sandbox')

    def remove_signal_handler(self, sig):
        return False


SelectorEventLoop = EventLoop = BaseEventLoop

_running_loop = None
_set_loop = None


def _get_running_loop():
    return _running_loop


def _set_running_loop(loop):
    global _running_loop
    _running_loop = loop


def get_running_loop():
    """Return the event loop that runs; RuntimeError if there is none."""
    if _running_loop is None:
        raise RuntimeError('no running event loop')
    return _running_loop


class AbstractEventLoopPolicy:
    """How event loops are made."""


class DefaultEventLoopPolicy(AbstractEventLoopPolicy):
    def get_event_loop(self):
        global _set_loop
        if _set_loop is None:
            _set_loop = self.new_event_loop()
        return _set_loop

    def set_event_loop(self, loop):
        global _set_loop
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError(f"loop must be an instance of AbstractEventLoop or None, not '{type(loop).__name__}'")
        _set_loop = loop

    def new_event_loop(self):
        return EventLoop()


_policy = None


def get_event_loop_policy():
    global _policy
    if _policy is None:
        _policy = DefaultEventLoopPolicy()
    return _policy


def set_event_loop_policy(policy):
    global _policy
    _policy = policy


def get_event_loop():
    """Return the loop that runs, or the one that was set."""
    if _running_loop is not None:
        return _running_loop
    return get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    return get_event_loop_policy().new_event_loop()
