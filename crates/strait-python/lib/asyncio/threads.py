"""Functions beside the event loop. There are no threads here: the function runs as a task, and waits like one."""

from . import events

__all__ = ('to_thread',)


async def to_thread(func, /, *args, **kwargs):
    """Run *func* in a task of its own and give what it returns.

    A call inside that waits suspends that task only; a long computation holds up everything else.
    """
    def call():
        return func(*args, **kwargs)

    return await events.get_running_loop().run_in_executor(None, call)
