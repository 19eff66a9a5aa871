import typing


def first[T](items: list[T]) -> T:
    return items[0]


class Stack[T]:
    kind: T

    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

    def convert[U](self, f: typing.Callable[[T], U]) -> list[U]:
        return [f(item) for item in self.items]


print(first([1, 2]), first.__type_params__, Stack.__type_params__, Stack.convert.__type_params__)
print(Stack[int]().push(1).push(2).convert(str), Stack[int], Stack.__orig_bases__, Stack.__parameters__)

type Pair[A, B] = tuple[A, B]
type Number = int | float
type Tree = list[Tree] | int
print(Pair, Pair.__value__, Pair.__type_params__, Number.__value__, Tree.__value__, type(Number).__name__)
print(Pair[int, str])


class Bounded[T: int, U: (str, bytes), *Ts, **P]:
    pass


t, u, ts, p = Bounded.__type_params__
print(t, t.__bound__, u.__constraints__, ts, p, type(t).__name__, type(ts).__name__, type(p).__name__)
print(t.__infer_variance__)
print(repr(typing.TypeVar("Old")), typing.TypeVar("Cov", covariant=True), t.__name__)


def lazy[T: undefined](x: T):
    return T.__name__


print(lazy(1))
try:
    lazy.__type_params__[0].__bound__
except NameError as error:
    print(error)
type = 5
type Alias = type
print(type, Alias.__value__)


class Child[K, V](dict[K, V]):
    pass


print(Child(a=1), Child[str, int], Child.__mro__[1:3])
try:
    isinstance(1, Number)
except TypeError as error:
    print(error)
for source in [
    "def f[T, T](): pass", "class A[T: (x := 1)]: pass", "type X[T] = (yield)", "def f[](): pass",
    "class B[T]:\n nonlocal T",
]:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg)
