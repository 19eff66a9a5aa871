import contextlib
import io


@contextlib.contextmanager
def tag(name):
    """Doc."""
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
    finally:
        print(f"</{name}>")


with tag("a") as a, tag("b"):
    print(a)
with tag("c"):
    raise ValueError("swallowed")
try:
    with tag("d"):
        raise KeyError("passes")
except KeyError as error:
    print(repr(error), tag.__name__, tag.__doc__)


@tag("decorator")
def work(x):
    return x * 2


print(work(2), work(3))


@contextlib.contextmanager
def never_yields():
    if False:
        yield


@contextlib.contextmanager
def yields_twice():
    yield 1
    yield 2


@contextlib.contextmanager
def replaces():
    try:
        yield
    except ValueError as error:
        raise TypeError("replaced") from error


for manager in (never_yields, yields_twice, replaces):
    try:
        with manager():
            if manager is replaces:
                raise ValueError("original")
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error, repr(error.__cause__))
try:
    with tag("e"):
        raise StopIteration("through a generator")
except StopIteration as error:
    print(repr(error))
m = tag("kept")


class Door:
    def close(self):
        print("closed")


with contextlib.closing(Door()) as door, contextlib.nullcontext("value") as v, contextlib.suppress(KeyError, ValueError):
    print(type(door).__name__, v)
    {}["missing"]
print("after")
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("hidden")
    with contextlib.redirect_stdout(io.StringIO()):
        print("deeper")
print(repr(out.getvalue()))
with contextlib.suppress(ValueError):
    raise ExceptionGroup("g", [ValueError(1)])
try:
    with contextlib.suppress(ValueError):
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
except ExceptionGroup as group:
    print(repr(group))
print(isinstance(m, contextlib.AbstractContextManager), isinstance(Door(), contextlib.AbstractContextManager))
