import abc
import collections.abc
import numbers


class Gauge(abc.ABC):
    @property
    @abc.abstractmethod
    def level(self): ...

    @level.setter
    @abc.abstractmethod
    def level(self, value): ...

    @abc.abstractmethod
    async def read(self): ...


class Tank(Gauge):
    def __init__(self):
        self._level = 0

    @property
    def level(self):
        return self._level

    @level.setter
    def level(self, value):
        self._level = value

    async def read(self):
        return self.level


t = Tank()
t.level = 5
print(t.level, isinstance(t, Gauge), Gauge.__abstractmethods__ == {"level", "read"}, Gauge.level.__isabstractmethod__)
print(Tank.level.__isabstractmethod__)
try:
    Gauge()
except TypeError as error:
    print(error)


class HalfTank(Gauge):
    level = 1


try:
    HalfTank()
except TypeError as error:
    print(error)


class Meta(abc.ABCMeta):
    def __call__(cls, *args):
        print("making", cls.__name__)
        return super().__call__(*args)


class Made(metaclass=Meta):
    pass


print(type(Made()).__name__, isinstance(Made, abc.ABCMeta))


class Vector:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        return i

    def __contains__(self, x):
        return True

    def __iter__(self):
        return iter((1, 2))

    def __call__(self):
        return 1

    def __hash__(self):
        return 1


v = Vector()
protocols = (
    "Sized", "Container", "Iterable", "Collection", "Callable", "Hashable", "Sequence", "Reversible", "Mapping",
    "Iterator", "Awaitable",
)
print([name for name in protocols if isinstance(v, getattr(collections.abc, name))])
collections.abc.Sequence.register(Vector)
print(isinstance(v, collections.abc.Sequence), issubclass(Vector, collections.abc.Reversible))


class NotIterable:
    __iter__ = None


print(isinstance(NotIterable(), collections.abc.Iterable), issubclass(NotIterable, collections.abc.Iterable))


@numbers.Number.register
class Money:
    pass


print(isinstance(Money(), numbers.Number), issubclass(Money, numbers.Real), isinstance(1j, numbers.Complex))
print(isinstance(1.5, numbers.Real), isinstance(True, numbers.Integral))
try:
    Gauge.register(5)
except TypeError as error:
    print(error)
try:
    Tank.register(Gauge)
except RuntimeError as error:
    print(error)
