def init(self, x):
    self.x = x


Point = type("Point", (), {"__init__": init, "double": lambda self: self.x * 2, "kind": "made"})
p = Point(4)
print(p.double(), p.kind, Point.__name__, Point.__bases__, Point.__module__, type(p) is Point, type(Point) is type)
print(type(type) is type)
Child = type("Child", (Point,), {"triple": lambda self: self.x * 3})
print(Child(2).triple(), Child(2).double(), Child, Point)


def make(n):
    class Local:
        value = n

        def read(self):
            return n, self.value

    Local.__name__ = f"Local{n}"
    return Local


print(make(1)().read(), make(2)().read(), make(1), make(3).__name__, make(1) is make(1))
classes = [type(name, (), dict(index=i)) for i, name in enumerate(["A", "B"])]
print([c.index for c in classes], [c.__name__ for c in classes])
for arguments in [(), ("A",), ("A", ()), ("A", (), {}, 1), (5, (), {}), ("A", [], {}), ("A", (), [])]:
    try:
        print(type(*arguments))
    except TypeError as error:
        print(error)
body = {}
exec("def f(self): return 'from exec'\nx = 1", body)
print(type("FromExec", (), body)().f())
import types


def fill(namespace):
    namespace["filled"] = True


New = types.new_class("New", (Point,), {}, fill)
print(New.filled, New.__mro__[1] is Point, types.new_class("Empty").__name__)
print(isinstance(Point, type), issubclass(bool, int), type(None)() is None, type(1)("5"), type([])("ab"))
print(type(p)(9).x)
print([t.__name__ for t in (type(1), type("a"), type(None), type(...), type(print), type(make), type(p.double), type(type), type([].append), type(x for x in []), type(NotImplemented))])
print(object.__bases__, object().__class__, type.__mro__, int.__mro__, bool.__base__)
