class Point:
    __slots__ = ("x", "y")


class Tagged(Point):
    pass


t = Tagged()
t.x, t.tag = 1, "t"
print(t.__dict__, t.x, t.tag, hasattr(t, "y"), vars(t))
t.__dict__["x"] = "in the dictionary"
print(t.x, t.__dict__)
t.__dict__ = {"other": 2}
print(t.x, t.other, hasattr(t, "tag"))
del t.x
try:
    t.x
except AttributeError as error:
    print(error)
for change in ["t.__class__ = Point", "t.__class__ = int", "t.__class__ = 5", "(5).__class__ = bool", "t.__dict__ = 5"]:
    try:
        exec(change)
    except TypeError as error:
        print(error)


class Also(Point):
    pass


t.__class__ = Also
print(type(t).__name__, t.other)
print(sorted(name for name in vars(Tagged) if name != "__module__"), sorted(vars(Point)))


class Base:
    pass


class Derived(Base):
    pass


class Other:
    def who(self):
        return "other"


Derived.__bases__ = (Other,)
print(Derived().who(), Derived.__mro__[1].__name__, Base.__subclasses__(), Other.__subclasses__())
for bases in [(), (5,), (Derived,), Other, (int,)]:
    try:
        Derived.__bases__ = bases
    except TypeError as error:
        print(error)
