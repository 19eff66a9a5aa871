class Point:
    __slots__ = ("x", "y", "__private")
    colour = "red"

    def __init__(self, x, y):
        self.x, self.y = x, y
        self.__private = 1


p = Point(1, 2)
p.x += 10
print(p.x, p.y, p.colour, p._Point__private, hasattr(p, "__dict__"), Point.__slots__)
for statement in ["p.z = 1", "p.colour = 1", "del p.x; p.x", "p.__dict__", "del p.nope", "del p.x"]:
    try:
        exec(statement)
    except AttributeError as error:
        print(statement, "->", error)
print(type(Point.x).__name__, Point.x, Point.y.__get__(p))


class Child(Point):
    pass


c = Child(1, 2)
c.anything = 5
print(c.__dict__, c.x)


class Slotted(Point):
    __slots__ = ["z"]


s = Slotted(1, 2)
s.z = 3
print(s.z, s.x, hasattr(s, "__dict__"))


class WithDict:
    __slots__ = ("a", "__dict__")


w = WithDict()
w.a, w.b = 1, 2
print(w.__dict__, w.a)


class One:
    __slots__ = "single"


o = One()
o.single = 1
print(o.single, One.__slots__)


class Documented:
    __slots__ = {"a": "the text of a"}


print(Documented.a.__doc__)


class Empty:
    __slots__ = ()


try:
    Empty().x = 1
except AttributeError as error:
    print(error)
for body in [
    "__slots__ = ('a',)\n a = 1", "__slots__ = ('1a',)", "__slots__ = (5,)", "__slots__ = ('__dict__', '__dict__')",
]:
    try:
        exec(f"class Bad:\n {body}")
    except (TypeError, ValueError) as error:
        print(error)
try:
    class Two(Point, type("Other", (), {"__slots__": ("q",)})):
        pass
except TypeError as error:
    print(error)
