import dataclasses
import typing
from dataclasses import InitVar, KW_ONLY, dataclass, field


@dataclass
class Base:
    a: int
    b: int = 2

    def total(self):
        return self.a + self.b


@dataclass
class Child(Base):
    c: int = 3
    b: int = 20


@dataclass(kw_only=True)
class Options(Base):
    name: str
    flag: bool = False


@dataclass
class Mixed:
    x: int
    _: KW_ONLY
    y: int = 0
    z: int


@dataclass(slots=True)
class Slotted:
    a: int
    b: list = field(default_factory=list)


@dataclass(eq=False, repr=False)
class Plain:
    a: int = 1


@dataclass(unsafe_hash=True)
class Hashed:
    a: int
    b: int = field(default=0, hash=False)


@dataclass
class WithInitVar:
    size: InitVar[int]
    doubled: int = 0
    shared: typing.ClassVar[list] = []

    def __post_init__(self, size):
        self.doubled = size * 2


@dataclass
class Custom:
    a: int = 1

    def __repr__(self):
        return "custom repr"

    def __eq__(self, other):
        return "custom eq"


print(Child(1), Child(1).total(), [f.name for f in dataclasses.fields(Child)], Options(1, name="n"), Mixed(1, z=2))
print(Slotted(1), Slotted.__slots__, Hashed(1, 2) == Hashed(1, 3), hash(Hashed(1, 2)) == hash(Hashed(1, 3)))
print(WithInitVar(4), WithInitVar.shared, Custom(), Custom() == 5)
print(Plain() == Plain(), "object at" in repr(Plain()), hasattr(Slotted(1), "__dict__"), Mixed.__match_args__)
try:
    Slotted(1).other = 5
except AttributeError as error:
    print(error)
for source in [
    "a: int = 1\n    b: int", "a: list = []", "a: dict = {}", "a: int = field(default=1, default_factory=int)",
    "a: set = set()", "def __lt__(self, o): pass",
]:
    try:
        exec(f"@dataclass(order=True)\nclass C:\n    {source}")
        print("fine", source)
    except (TypeError, ValueError) as error:
        print(error)
for code in [
    "Mixed(1, 2, 3)", "Mixed(1)", "Options(1, 2, 'n')", "WithInitVar()", "dataclass(order=True, eq=False)(Plain)",
    "dataclasses.make_dataclass('M', ['a', 'a'])", "Child()",
]:
    try:
        eval(code)
    except (TypeError, ValueError) as error:
        print(code, "->", error)
M = dataclasses.make_dataclass("M", ["x", ("y", int), ("z", int, field(default=5))], namespace={"sum": lambda self: self.y + self.z})
print(M(1, 2), M(1, 2).sum(), M.__name__)


@dataclass
class Node:
    value: int
    next: "Node | None" = None


loop = Node(1)
loop.next = loop
print(loop, Node(1, Node(2)))


@dataclass(frozen=True)
class Frozen:
    a: int
    doubled: int = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "doubled", self.a * 2)


print(Frozen(2), dataclasses.replace(Frozen(2), a=5))
try:
    @dataclass
    class Thawed(Frozen):
        pass
except TypeError as error:
    print(error)
