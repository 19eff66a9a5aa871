from dataclasses import MISSING, FrozenInstanceError, asdict, astuple, dataclass, field, fields, is_dataclass, replace


@dataclass
class Point:
    x: int
    y: int = 0
    label: str = field(default="p", repr=False, compare=False)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0


@dataclass
class Team:
    name: str
    members: list[Point] = field(default_factory=list)
    tags: dict = field(default_factory=dict, metadata={"kind": "map"})
    size: int = field(init=False, default=0)
    constant = "not a field"

    def __post_init__(self):
        self.size = len(self.members)


p = Point(1)
print(p, p == Point(1, 0, "q"), p == (1, 0), Point(y=2, x=1), replace(p, y=9), asdict(p), astuple(p))
print(p.__match_args__, Point.__doc__)
print(Version(1, 2) < Version(1, 10), max(Version(2), Version(1, 9)), {Version(1): "a"}[Version(1)])
print(sorted([Version(2), Version(1)]), hash(Version(1)) == hash((1, 0)))
t = Team("t", [p, Point(2)])
print(t, asdict(t), astuple(t), Team("u").members is Team("v").members, t.constant, is_dataclass(t))
print(is_dataclass(Team), is_dataclass(5))
print([(f.name, f.type, f.default is MISSING, f.init, dict(f.metadata)) for f in fields(Team)], fields(p)[0].name)
match p:
    case Point(x, 0):
        print("matched", x)
try:
    Version(1).major = 2
except FrozenInstanceError as error:
    print(type(error).__mro__[1].__name__, error)
try:
    del Version(1).major
except FrozenInstanceError as error:
    print(error)
for code in [
    "Point()", "Point(1, 2, 3, 4)", "Point(1, z=2)", "Point(1) < Point(2)", "Version(1) < (1, 0)", "hash(Point(1))",
    "replace(p, q=1)", "replace(t, size=5)", "asdict(5)", "fields(5)", "Team()",
]:
    try:
        print(eval(code))
    except (TypeError, ValueError) as error:
        print(code, "->", type(error).__name__, error)
copied = asdict(t)
copied["members"].append("changed")
print(len(t.members), asdict(p, dict_factory=lambda pairs: [k for k, _ in pairs]))
