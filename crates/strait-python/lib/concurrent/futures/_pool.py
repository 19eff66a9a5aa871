"""Pools."""

from collections import deque

from _task import current, park, spawn, wake

from ._future import BrokenExecutor, Future

# Calls that run beside one another unless the script says how many.
_WORKERS = 32


class BrokenThreadPool(BrokenExecutor):
    """The initializer failed."""


class Executor:
    """Runs calls."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """The results of a function for each of the items, in their order. All calls are made at once."""
        from time import monotonic
        end = None if timeout is None else timeout + monotonic()
        futures = deque([self.submit(fn, *args) for args in zip(*iterables)])

        def results():
            try:
                while futures:
                    yield futures[0].result(None if end is None else end - monotonic())
                    futures.popleft()
            finally:
                for future in futures:
                    future.cancel()
        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


class ThreadPoolExecutor(Executor):
    """Runs calls as tasks, at most so many at a time."""

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        max_workers = _WORKERS if max_workers is None else max_workers
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._max_workers = max_workers
        self._initializer, self._initargs = initializer, initargs
        self._queue = deque()
        self._workers = 0
        self._is_shut = self._is_broken = False
        # Tasks that wait in `shutdown`.
        self._waiting = []

    def submit(self, fn, /, *args, **kwargs):
        """Have a function called; the `Future` of its result."""
        if self._is_broken:
            raise BrokenThreadPool('A thread initializer failed, the thread pool is not usable anymore')
        if self._is_shut:
            raise RuntimeError('cannot schedule new futures after shutdown')
        future = Future()
        self._queue.append((future, fn, args, kwargs))
        if self._workers < self._max_workers:
            self._workers += 1
            spawn(self._work, (), True)
        return future

    def _work(self):
        try:
            if self._initializer is not None:
                self._initialize()
            while self._queue:
                future, fn, args, kwargs = self._queue.popleft()
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    result = fn(*args, **kwargs)
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)
        finally:
            self._workers -= 1
            if not self._workers:
                waiting, self._waiting = self._waiting, []
                for task in waiting:
                    wake(task)

    def _initialize(self):
        try:
            self._initializer(*self._initargs)
        except BaseException:
            import logging
            logging.getLogger('concurrent.futures').critical('Exception in initializer:', exc_info=True)
            self._is_broken = True
            while self._queue:
                error = BrokenThreadPool('A thread initializer failed, the thread pool is not usable anymore')
                self._queue.popleft()[0].set_exception(error)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls; with `wait`, wait for those that were taken."""
        self._is_shut = True
        if cancel_futures:
            while self._queue:
                self._queue.popleft()[0].cancel()
        while wait and self._workers:
            self._waiting.append(current())
            park()
