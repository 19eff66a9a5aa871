"""Results that come later, and waiting for them."""

from collections import deque, namedtuple

from _task import current, discard, park, start_later, wake

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

_PENDING, _RUNNING, _CANCELLED, _FINISHED = 'pending', 'running', 'cancelled', 'finished'

TimeoutError = TimeoutError
DoneAndNotDoneFutures = namedtuple('DoneAndNotDoneFutures', 'done not_done')


class Error(Exception):
    """What this package raises."""


class CancelledError(Error):
    """The call was cancelled before it began."""


class InvalidStateError(Error):
    """There is a result already."""


class BrokenExecutor(RuntimeError):
    """An executor that cannot go on."""


class Future:
    """The result of a call."""

    def __init__(self):
        self._state = _PENDING
        self._result = self._exception = None
        self._callbacks = []

    def __repr__(self):
        outcome = ''
        if self._state == _FINISHED:
            what = f'raised {type(self._exception).__name__}' if self._exception else f'returned {type(self._result).__name__}'
            outcome = f' {what}'
        return f'<{type(self).__name__} at {id(self):#x} state={self._state}{outcome}>'

    def cancel(self):
        """Cancel the call if it has not begun; whether it is cancelled."""
        if self._state in (_RUNNING, _FINISHED):
            return False
        if self._state == _PENDING:
            self._settle(_CANCELLED)
        return True

    def cancelled(self):
        return self._state == _CANCELLED

    def running(self):
        return self._state == _RUNNING

    def done(self):
        return self._state in (_CANCELLED, _FINISHED)

    def result(self, timeout=None):
        """What the call returned; raises what it raised. TimeoutError: it is not done in so many seconds."""
        self._wait(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        """What the call raised, or None."""
        self._wait(timeout)
        return self._exception

    def add_done_callback(self, fn):
        """Have a function called with this when it is done, at once if it is."""
        if self.done():
            _call(fn, self)
        else:
            self._callbacks.append(fn)

    def _wait(self, timeout):
        if not self.done() and not _Waiting([self]).until(lambda done: done, timeout):
            raise TimeoutError()
        if self._state == _CANCELLED:
            raise CancelledError()

    # For executors.

    def set_running_or_notify_cancel(self):
        if self._state == _PENDING:
            self._state = _RUNNING
            return True
        if self._state == _CANCELLED:
            return False
        raise RuntimeError('Future in unexpected state')

    def set_result(self, result):
        self._check()
        self._result = result
        self._settle(_FINISHED)

    def set_exception(self, exception):
        self._check()
        self._exception = exception
        self._settle(_FINISHED)

    def _check(self):
        if self.done():
            raise InvalidStateError(f'{self._state.upper()}: {self!r}')

    def _settle(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            _call(callback, self)


def _call(callback, future):
    try:
        callback(future)
    except Exception:
        import logging
        logging.getLogger('concurrent.futures').exception('exception calling callback for %r', future)


class _Waiting:
    """A task that waits for futures. `done` has those that are, in the order in which they came to be."""

    def __init__(self, futures):
        self.done = deque()
        self._task = None
        self._futures = [future for future in futures if not future.done()]
        for future in self._futures:
            future._callbacks.append(self._add)

    def _add(self, future):
        self.done.append(future)
        if self._task is not None:
            wake(self._task, True)

    def until(self, is_enough, timeout):
        """Wait until enough are done, at most so many seconds; whether they are."""
        self._task = current()
        timer = None if timeout is None else start_later(max(timeout, 0), wake, (self._task, False))
        try:
            while not is_enough(self.done):
                if park() is False:
                    return is_enough(self.done)
            return True
        finally:
            self._task = None
            if timer is not None:
                discard(timer)

    def end(self):
        for future in self._futures:
            if self._add in future._callbacks:
                future._callbacks.remove(self._add)


def as_completed(fs, timeout=None):
    """The futures, each when it is done. TimeoutError: not all are in so many seconds."""
    from time import monotonic
    end = None if timeout is None else monotonic() + timeout
    futures = set(fs)
    total = left = len(futures)
    waiting = _Waiting(futures)
    try:
        for future in [each for each in futures if each not in waiting._futures]:
            left -= 1
            yield future
        while left:
            if not waiting.until(lambda done: done, None if end is None else end - monotonic()):
                raise TimeoutError(f'{left} (of {total}) futures unfinished')
            left -= 1
            yield waiting.done.popleft()
    finally:
        waiting.end()


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures; returns the sets of those that are done and of those that are not."""
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return condition: {return_when!r}')
    futures = set(fs)
    failed = [each for each in futures if each._exception is not None]
    waiting = _Waiting(futures)
    left = len(waiting._futures)
    enough = {
        FIRST_COMPLETED: lambda done: left < len(futures) or done,
        FIRST_EXCEPTION: lambda done: failed or len(done) == left or any([each._exception is not None for each in done]),
        ALL_COMPLETED: lambda done: len(done) == left,
    }
    try:
        waiting.until(enough[return_when], timeout)
    finally:
        waiting.end()
    done = {each for each in futures if each.done()}
    return DoneAndNotDoneFutures(done, futures - done)
