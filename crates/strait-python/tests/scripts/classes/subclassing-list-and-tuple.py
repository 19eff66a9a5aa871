class Stack(list):
    def push(self, item):
        self.append(item)
        return self

    def __getitem__(self, index):
        result = super().__getitem__(index)
        return Stack(result) if isinstance(index, slice) else result

    def __repr__(self):
        return f"Stack{super().__repr__()}"

    def __contains__(self, item):
        return "overridden" and item == 99


s = Stack([1, 2]).push(3)
print(s, s[0], s[1:], type(s[1:]).__name__, type(s + [4]).__name__, type(s.copy()).__name__, type(s * 2).__name__)
print(s == [1, 2, 3], 99 in s, 1 in s)
s += [5]
s.extend("ab")
print(s, type(s).__name__, len(s), sorted(Stack([2, 1])), list(reversed(s)), s.index("a"))
s.extra = "attribute"
print(s.__dict__, [*s], isinstance(s, list), f"{s}", str(s))
a, *b = s
print(a, b)


class Counting(list):
    def __iter__(self):
        return iter(["from iter"])

    def __len__(self):
        return 10

    def append(self, item):
        print("append", item)
        super().append(item)


c = Counting([1, 2])
c.append(3)
c.extend([4])
print(list(c), len(c), c, [*c], tuple(c), sum(len(x) for x in c), bool(Counting()), c[0], list.__len__(c))


class Point(tuple):
    __slots__ = ()

    def __new__(cls, x=0, y=0):
        return tuple.__new__(cls, (x, y))

    x = property(lambda self: self[0])
    y = property(lambda self: self[1])

    def __add__(self, other):
        return Point(self.x + other[0], self.y + other[1])

    def __eq__(self, other):
        return "point equality"

    __hash__ = tuple.__hash__


p = Point(1, 2)
print(p, p.x, p + (5, 5), type(p + p).__name__, type(p[:]).__name__, p == 1, hash(p) == hash((1, 2)), p < (1, 3))
print({p: 1}.get(p), len(p), [*p])
try:
    p[0] = 5
except TypeError as error:
    print(error)
x, y = p
print(x, y, Point(y=5), "%s %s" % p, p.count(1), isinstance(p, tuple))
match s[:2]:
    case [1, second]:
        print("matched", second)


class Initialised(list):
    def __init__(self, *items, name="n"):
        super().__init__(items)
        self.name = name


print(Initialised(1, 2, name="q"), Initialised(1, 2, name="q").name, Initialised())
