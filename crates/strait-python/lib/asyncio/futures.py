"""Futures: what has no value yet."""

import contextvars
import reprlib
from types import GenericAlias

from _task import current as _current, owner as _owner, park as _park, take_pending as _take_pending, wake as _wake

from . import base_futures, events, exceptions
from .base_futures import isfuture

__all__ = ('Future', 'wrap_future', 'isfuture')

_PENDING = base_futures._PENDING
_CANCELLED = base_futures._CANCELLED
_FINISHED = base_futures._FINISHED

_engine_task = type(_current())


class Future:
    """A value that is to come. Callbacks are called by the event loop, after those that were there before.

    See https://docs.python.org/3/library/asyncio-future.html
    """

    _state = _PENDING
    _result = None
    _exception = None
    _loop = None
    _source_traceback = None
    _cancel_message = None
    _cancelled_exc = None
    # Not None: this is what tells a future from other objects.
    _asyncio_future_blocking = False
    _log_traceback = False

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        # Tasks of the engine's that wait, and pairs of a function and its context.
        self._callbacks = []

    @reprlib.recursive_repr()
    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(self._repr_info())}>"

    def _repr_info(self):
        return base_futures._future_repr_info(self)

    __class_getitem__ = classmethod(GenericAlias)

    def get_loop(self):
        """Return the event loop the Future is bound to."""
        return self._loop

    def _make_cancelled_error(self):
        if self._cancelled_exc is not None:
            error = self._cancelled_exc
            self._cancelled_exc = None
            return error
        if self._cancel_message is None:
            return exceptions.CancelledError()
        return exceptions.CancelledError(self._cancel_message)

    def cancel(self, msg=None):
        """Cancel the future and schedule callbacks. False if it is done already."""
        self._log_traceback = False
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        self._schedule_callbacks()
        return True

    def _schedule_callbacks(self):
        callbacks = self._callbacks
        if not callbacks:
            return
        self._callbacks = []
        for callback in callbacks:
            if type(callback) is _engine_task:
                _wake(callback)
            else:
                function, context = callback
                self._loop.call_soon(function, self, context=context)

    def cancelled(self):
        """Return True if the future was cancelled."""
        return self._state == _CANCELLED

    def done(self):
        """Return True if the future has a result, an exception, or was cancelled."""
        return self._state != _PENDING

    def result(self):
        """Return the result, or raise the exception that was set.

        Raises CancelledError when the future was cancelled, InvalidStateError when there is no result yet.
        """
        if self._state == _FINISHED:
            self._log_traceback = False
            if self._exception is not None:
                raise self._exception.with_traceback(self._exception_tb)
            return self._result
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        raise exceptions.InvalidStateError('Result is not set.')

    def exception(self):
        """Return the exception that was set, or None; raises as result() does."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError('Exception is not set.')
        self._log_traceback = False
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        """Have fn called with the future when it is done: soon, if it is already."""
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
            return
        if context is None:
            context = contextvars.copy_context()
        self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        """Remove all instances of a callback; returns how many there were."""
        kept = [each for each in self._callbacks if type(each) is _engine_task or each[0] != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def set_result(self, result):
        """Mark the future done and set its result."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError('invalid state')
        self._result = result
        self._state = _FINISHED
        self._schedule_callbacks()

    def set_exception(self, exception):
        """Mark the future done and set an exception."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError('invalid state')
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            raise TypeError('StopIteration interacts badly with generators and cannot be raised into a Future')
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = _FINISHED
        self._log_traceback = True
        self._loop._failed(self)
        self._schedule_callbacks()

    def __await__(self):
        if self._state == _PENDING:
            task = _current()
            owner = _owner(task)
            if owner is self:
                raise RuntimeError(f'Task cannot await on itself: {self!r}')
            pending = _take_pending()
            if pending is not None and not self.cancel(msg=owner and owner._cancel_message):
                raise pending
            while self._state == _PENDING:
                self._callbacks.append(task)
                if owner is not None:
                    owner._fut_waiter = self
                try:
                    _park()
                finally:
                    if owner is not None:
                        owner._fut_waiter = None
        return self.result()
        yield

    __iter__ = __await__


def _get_loop(future):
    return future._loop


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


def wrap_future(future, *, loop=None):
    """Wrap concurrent.futures.Future object. There are no threads here, so only futures of asyncio's occur."""
    if isfuture(future):
        return future
    raise TypeError(f'an asyncio.Future is required, got {future!r}')
