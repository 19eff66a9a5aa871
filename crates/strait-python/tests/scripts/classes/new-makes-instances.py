class Traced:
    def __new__(cls, *args, **kwargs):
        print("new", cls.__name__, args, kwargs)
        return super().__new__(cls)

    def __init__(self, *args, **kwargs):
        print("init", args, kwargs)


Traced(1, k=2)


class Other:
    def __new__(cls):
        return "not an instance, so no init"

    def __init__(self):
        print("never")


print(Other())


class Cached:
    made = {}

    def __new__(cls, key):
        if key not in cls.made:
            cls.made[key] = super().__new__(cls)
        return cls.made[key]

    def __init__(self, key):
        self.count = getattr(self, "count", 0) + 1


print(Cached("a") is Cached("a"), Cached("a").count)


class Positive(int):
    def __new__(cls, value):
        if value < 0:
            raise ValueError("negative")
        self = super().__new__(cls, value)
        self.note = "extra"
        return self


p = Positive(5)
print(p, p + 1, type(p + 1).__name__, p.note, isinstance(p, int), repr(p), f"{p:03}")
try:
    Positive(-1)
except ValueError as error:
    print(error)


class Upper(str):
    def __new__(cls, text):
        return super().__new__(cls, text.upper())


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


print(Upper("abc"), Upper("x") + "y", Pair(1, 2), Pair(3, 4).first, Pair(1, 2) == (1, 2))
blank = Traced.__new__(Traced)
print(type(blank).__name__)


class BadInit:
    def __init__(self):
        return 5


for call in [
    BadInit, lambda: object.__new__(int), lambda: int.__new__(str), lambda: object.__new__(), lambda: object.__new__(5),
    lambda: int.__new__(),
]:
    try:
        call()
    except TypeError as error:
        print(error)


class Switch:
    pass


s = Switch()
s.__class__ = Traced
print(type(s).__name__, isinstance(s, Traced))
try:
    s.__class__ = int
except TypeError as error:
    print(error)
