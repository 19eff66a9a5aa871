import typing as t
from typing import Annotated, Any, Callable, ClassVar, Final, Generic, Literal, NamedTuple, NewType, Optional, Protocol, TypedDict, TypeVar, Union

T = TypeVar("T")
K = TypeVar("K", bound=int)
print(Optional[int], Union[int, str, None], Union[int], Union[int, int], Union[int, Union[str, bytes]])
print(Callable[[int, str], bool], Callable[..., Any], t.List[int], t.Dict[str, T], t.Tuple[int, ...])
print(Literal[1, "a", None], Annotated[int, "meta", 5], ClassVar[int], Final[str], t.Type[int], t.Iterable[T], T, K)
print(Any, t.NoReturn, t.Never, t.Self, t.LiteralString)
print(t.get_origin(t.List[int]), t.get_args(t.Dict[str, int]), t.get_args(Callable[[int], str]))
print(t.get_origin(Optional[int]) is Union, t.get_args(Optional[int]), t.get_origin(list[int]))
print(t.get_args(Literal[1, 2]), t.get_origin(int), t.get_args(Annotated[int, "m"]), t.get_origin(int | str))
print(Union[int, str] == Union[str, int], Union[int, str] == (int | str), t.List[int] == t.List[int])
print(Literal[1] == Literal[True], (int | None) == Optional[int])


class Stack(Generic[T]):
    def __init__(self, items: list[T]):
        self.items = items


class Movie(TypedDict, total=False):
    title: str
    year: t.Required[int]


class Employee(NamedTuple):
    """Doc."""

    name: str
    id: int = 3

    def shout(self):
        return self.name.upper()


UserId = NewType("UserId", int)


@t.runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self): ...


print(Stack[int], Stack[int]([1]).items, type(Stack[int]([1])).__name__, Stack.__parameters__)
print(Movie(title="x", year=1), Movie.__annotations__, Movie.__required_keys__, Movie.__optional_keys__)
print(Movie.__total__)
print(Employee("a"), Employee("b", id=1).shout(), Employee._field_defaults, Employee.__annotations__, UserId(5))
print(UserId.__name__, UserId, isinstance(File(), Closeable), isinstance(5, Closeable), issubclass(File, Closeable))


def f(a: "int", b: Optional["Employee"] = None, *args: Annotated[str, "x"]) -> "list[Movie]": ...


print(t.get_type_hints(f), t.get_type_hints(f, include_extras=True)["args"], t.get_type_hints(Employee))
print(t.cast(int, "x"), t.TYPE_CHECKING, t.final(File) is File, t.overload.__name__, t.no_type_check(f) is f)
print(t.assert_type(1, int), t.is_typeddict(Movie), t.ForwardRef("X"), t.Optional["X"], t.reveal_type.__name__)
for code in [
    "Union[()]", "Optional[int, str]", "Callable[int]", "isinstance(1, t.List[int])", "isinstance(1, Union[int, str])",
    "isinstance([], t.List)", "Stack[int, str]", "Literal[[1]] == 1", "T()", "Any()", "Optional()",
    "issubclass(int, Optional[int])", "class X(Any, int): pass", "t.List[int]()", "Generic[int]", "ClassVar[1, 2]",
    "t.assert_never(1)", "class P(Protocol): x: int\nP()", "class Y(Union[int, str]): pass", "isinstance(1, Protocol)",
    "t.get_type_hints(5)", "NewType('N', int)('x')", "int[str]", "TypedDict('D', {'a': int})(a=1)",
    "Movie(title=1, other=2)",
]:
    try:
        print(code.split("\n")[-1], exec(code))
    except Exception as error:
        print(code.split("\n")[-1], "->", type(error).__name__, error)
