"""Decorators: caches, retries, registries, types checked."""
import functools
import inspect
import itertools
import time
from collections import OrderedDict
from contextlib import ContextDecorator, contextmanager, suppress
from typing import Callable, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class LRU:
    """A cache written by hand; the least recently used goes first."""

    def __init__(self, function=None, *, size=3):
        self.size, self.entries, self.hits, self.misses = size, OrderedDict(), 0, 0
        if function is not None:
            self(function)

    def __call__(self, *args, **kwargs):
        if not hasattr(self, "function"):
            [self.function] = args
            functools.update_wrapper(self, self.function)
            return self
        key = args, frozenset(kwargs.items())
        try:
            self.entries.move_to_end(key)
        except KeyError:
            self.misses += 1
            self.entries[key] = self.function(*args, **kwargs)
            if len(self.entries) > self.size:
                self.entries.popitem(last=False)
        else:
            self.hits += 1
        return self.entries[key]

    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self, instance)

    def __repr__(self):
        return f"<LRU {self.__name__} {self.hits}/{self.hits + self.misses} {len(self.entries)}>"


@LRU
def square(n):
    """Multiply by itself."""
    print("computing", n)
    return n * n


@LRU(size=2)
def power(n, *, exponent=2):
    return n ** exponent


print([square(n) for n in (1, 2, 3, 1, 4, 2)], square, square.__doc__, square.__wrapped__.__name__)
print(power(2), power(2, exponent=3), power(2), power, inspect.signature(power.__wrapped__))


class Shape:
    calls = 0

    def __init__(self, side):
        self.side = side

    @LRU(size=1)
    def area(self):
        Shape.calls += 1
        return self.side ** 2

    @functools.cached_property
    def perimeter(self):
        Shape.calls += 1
        return self.side * 4

    @functools.cache
    def diagonal(self):
        return round(self.side * 2 ** 0.5, 3)


shape = Shape(3)
print(shape.area(), shape.area(), shape.perimeter, shape.perimeter, Shape.calls, vars(shape), shape.diagonal())
print(Shape.area, Shape.diagonal.cache_info())


@functools.lru_cache(maxsize=2, typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed(1), typed.cache_info(), typed.cache_parameters())
with suppress(TypeError):
    typed([])
typed.cache_clear()
print(typed.cache_info())


def retry(times, *errors, wait=0.0):
    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            for attempt in itertools.count(1):
                try:
                    return function(*args, **kwargs)
                except errors or Exception as error:
                    print(f"{function.__qualname__}: attempt {attempt} failed: {error!r}")
                    if attempt == times:
                        raise
                    time.sleep(wait)
        wrapper.times = times
        return wrapper
    return decorate


class Flaky:
    def __init__(self, failures):
        self.failures = failures

    @retry(3, ConnectionError, wait=0.001)
    def fetch(self, name, /, *, loud=False):
        """Get something, perhaps."""
        if self.failures:
            self.failures -= 1
            raise ConnectionError(f"no {name}")
        return name.upper() if loud else name


print(Flaky(2).fetch("a", loud=True), Flaky.fetch.__doc__, Flaky.fetch.times, inspect.signature(Flaky.fetch))
try:
    Flaky(9).fetch("b")
except ConnectionError as error:
    print("given up:", error, error.__context__)


class traced(ContextDecorator):
    depth = 0

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("  " * traced.depth + f"> {self.name}")
        traced.depth += 1
        return self

    def __exit__(self, kind, error, trace):
        traced.depth -= 1
        print("  " * traced.depth + f"< {self.name}" + (f" by {kind.__name__}" if kind else ""))
        return kind is KeyError


@traced("outer")
def outer(n):
    with traced(f"inner {n}"):
        if n == 2:
            raise KeyError(n)
        if n == 3:
            raise ValueError(n)
    return n


print(outer(1), outer(2))
try:
    outer(3)
except ValueError as error:
    print("ValueError", error)


@contextmanager
def tag(name, out=[]):
    out.append(f"<{name}>")
    try:
        yield out
    except ZeroDivisionError as error:
        out.append(str(error))
    finally:
        out.append(f"</{name}>")


with tag("a") as out, tag("b"):
    out.append(1 / 0)
print("".join(out))


@tag("function")
def tagged():
    return "result"


print(tagged(), "".join(out))


def checked(function):
    signature = inspect.signature(function)

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        for name, value in bound.arguments.items():
            kind = signature.parameters[name].annotation
            if kind is not inspect.Parameter.empty and not isinstance(value, kind):
                raise TypeError(f"{function.__name__}: {name} is {type(value).__name__}, not {kind.__name__}")
        return function(*bound.args, **bound.kwargs)
    return wrapper


@checked
def repeat(text: str, times: int = 2, *rest, sep: str = "-", **more):
    return sep.join([text] * times) + repr(rest) + repr(more)


print(repeat("a"), repeat("a", 3, 4, sep="+", x=1), inspect.signature(repeat))
for attempt in (lambda: repeat(1), lambda: repeat(), lambda: repeat("a", times="b"), lambda: repeat("a", 1, text="b")):
    try:
        attempt()
    except TypeError as error:
        print(error)


@functools.singledispatch
def describe(value):
    return f"something: {value!r}"


@describe.register(int)
@describe.register(float)
def _(value):
    return f"number {value}"


@describe.register
def _(value: list | tuple):
    return f"sequence of {', '.join(map(describe, value))}"


@describe.register
def _(value: None):
    return "nothing"


print(describe(1), "|", describe([1.5, "x", (None, True)]), "|", describe.dispatch(bool) is describe.dispatch(int))
compose = functools.partial(functools.reduce, lambda f, g: lambda x: g(f(x)))
print(compose([str.strip, str.title, lambda s: s[::-1]])("  hello world "), functools.partial(pow, exp=3)(2))


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    __hash__ = None


print(Version("1.10") > Version("1.9"), Version("2.0") <= Version("2.0"), sorted(map(Version, ["3.0", "2.1"]))[0].parts)
