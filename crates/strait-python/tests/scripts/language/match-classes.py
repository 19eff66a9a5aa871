class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Plain:
    def __init__(self, **values):
        self.__dict__.update(values)


def describe(shape):
    match shape:
        case Point(0, 0):
            return "origin"
        case Point(x, y=0):
            return f"on the x axis at {x}"
        case Point(x=0, y=y):
            return f"on the y axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "a point"
        case Plain(kind="line", ends=[Point(a, _), Point(x=b)]):
            return f"line from {a} to {b}"
        case Plain(kind=kind):
            return f"plain {kind}"
        case int(n) | float(n):
            return f"number {n}"
        case str(s):
            return f"string {s}"
        case list([1, *rest]) | tuple((1, *rest)):
            return f"one and {rest}"
        case dict(d):
            return f"dict {d}"
        case type():
            return f"a class {shape.__name__}"
    return "nothing"


for item in [
    Point(0, 0), Point(3, 0), Point(0, 4), Point(5, 5), Point(1, 2),
    Plain(kind="line", ends=(Point(1, 2), Point(3, 4))), Plain(kind=1), Plain(), 5, 1.5, True, "s", [1, 2], (1,), [2],
    {}, Point, None,
]:
    print(describe(item))


class Bad:
    __match_args__ = ["a"]


class NoArgs:
    a = 1


five = 5
for subject, pattern in [
    ("Point(1, 2)", "Point(1, 2, 3)"), ("NoArgs()", "NoArgs(1)"), ("Bad()", "Bad(1)"), ("Point(1, 2)", "Point(1, x=1)"),
    ("1", "five()"), ("1", "int(1, 2)"), ("1", "Point(1, 2, 3)"),
]:
    try:
        exec(f"match {subject}:\n case {pattern}: print('matched')\n case _: print('no match')")
    except TypeError as error:
        print(error)
