from collections import namedtuple

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p._fields, p._asdict(), p._replace(x=9), Point._make([3, 4]), p == (1, 2))
print(hash(p) == hash((1, 2)), len(p), [*p], p + (3,), isinstance(p, tuple), Point.__name__, Point.__doc__)
print(Point.x.__doc__, p.__class__.__mro__[1].__name__, sorted([Point(2, 1), Point(1, 5)]))
x, y = p
match p:
    case Point(a, y=b):
        print(a, b, x, y)
Row = namedtuple("Row", ["id", "class", "id", "_x", "ok"], rename=True)
D = namedtuple("D", "a b c", defaults=(2, 3))
print(Row._fields, D(1), D(1, c=9), D._field_defaults, D.__new__.__defaults__, namedtuple("E", "")())
print(namedtuple("F", "a, b")(1, 2), repr(namedtuple("G", ("v",))(v="s")), Point.__match_args__)
print(Point._field_defaults)


class Vector(namedtuple("Vector", "x y")):
    __slots__ = ()

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __str__(self):
        return f"<{self.x}, {self.y}>"


v = Vector(3, 4)
print(v, repr(v), v.length, v + v, v._replace(x=0), type(v + v).__name__, f"{v}", "%s" % (v,), max(v, Vector(1, 9)))
for code in [
    "Point(1)", "Point(1, 2, 3)", "Point(1, 2, z=3)", "p.x = 5", "p.z", "p._replace(z=1)", "Point._make([1])",
    "namedtuple('P', 'a a')", "namedtuple('P', 'class')", "namedtuple('P', '_a')", "namedtuple('1P', 'a')",
    "namedtuple('P', 'a', defaults=(1, 2))", "Point()", "v.q", "p[5]", "namedtuple('P', '1a')",
    "namedtuple('P', 'a b', foo=1)",
]:
    try:
        exec(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
