"""Data classes made, compared, replaced, hashed and turned into dicts."""
from dataclasses import asdict, dataclass, field, replace


@dataclass
class Point:
    x: int
    y: int = 0

    def moved(self, dx, dy):
        return Point(self.x + dx, self.y + dy)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    patch: int = 0


@dataclass(slots=True)
class Order:
    id: int
    lines: list = field(default_factory=list)
    total: float = 0.0

    def __post_init__(self):
        self.total = float(len(self.lines))


point = Point(0)
equal = 0
for i in range(200_000):
    point = point.moved(i & 1, 1)
    if point == Point(i >> 1, i + 1):
        equal += 1
versions = [Version(i % 5, i % 11, i) for i in range(40_000)]
newest, distinct = max(versions), len(set(versions))
ordered = sorted(versions[:10_000])
orders = [Order(i, [i] * (i % 4)) for i in range(100_000)]
changed = sum(replace(v, patch=0).patch for v in versions[:20_000])
texts = sum(len(repr(o)) for o in orders[:20_000])
dicts = sum(len(asdict(o)) for o in orders[:10_000])
print(point, equal, newest, distinct, ordered[5_000], sum(o.total for o in orders), changed, texts, dicts)
