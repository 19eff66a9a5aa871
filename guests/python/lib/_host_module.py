"""What a module of the host's is made of, as a script imports it."""

from _host import encode, host_call
from _task import suspends


def function(module, name):
    """The function `name` of a host module. Keyword arguments arrive as a last dictionary."""

    @suspends
    def call(*arguments, **keywords):
        values = [*arguments, keywords] if keywords else list(arguments)
        try:
            return host_call(module, name, encode(values))
        except RuntimeError as error:
            raise error.with_traceback(None) from None

    call.__name__ = name
    call.__qualname__ = name
    call.__module__ = module
    return call
