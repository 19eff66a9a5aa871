"""Calls whose results come later. There are no threads here: a pool runs its calls as tasks.

A call that waits suspends its task only, so that a pool of calls to the network works as it does elsewhere; a long computation
holds up everything else.
"""

from ._future import (
    FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED, BrokenExecutor, CancelledError, Future, InvalidStateError, TimeoutError,
    as_completed, wait)
from ._pool import BrokenThreadPool, Executor, ThreadPoolExecutor

__all__ = ['FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'CancelledError', 'TimeoutError', 'BrokenExecutor',
           'InvalidStateError', 'Future', 'Executor', 'wait', 'as_completed', 'ProcessPoolExecutor', 'ThreadPoolExecutor']


class ProcessPoolExecutor(Executor):
    """Refused: there are no processes."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError('a script has no processes; ThreadPoolExecutor runs calls beside one another')
