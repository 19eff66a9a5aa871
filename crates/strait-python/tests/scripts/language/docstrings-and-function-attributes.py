"""The module's own text."""


def documented(a, b=2):
    """First line.

    More.
    """
    return a


class Documented:
    "class text"

    def method(self):
        r"""raw \d"""

    @property
    def value(self):
        "property text"

    none = None


print(__doc__)
print(repr(documented.__doc__), Documented.__doc__, Documented.method.__doc__, Documented.value.__doc__)
print((lambda: 0).__doc__, type("T", (), {}).__doc__, documented.__name__, documented.__qualname__)
print(documented.__module__)


def not_doc():
    f"an f-string is no docstring {1}"


def bytes_doc():
    b"nor are bytes"


def joined():
    "one " "two"


print(not_doc.__doc__, bytes_doc.__doc__, joined.__doc__)
documented.tag = ["x"]
documented.__name__ = "renamed"
documented.__doc__ = "changed"
print(documented.tag, documented.__name__, documented.__doc__, documented.__dict__, documented.__qualname__)
try:
    documented.__name__ = 5
except TypeError as error:
    print(error)
try:
    documented.missing
except AttributeError as error:
    print(error)
try:
    Documented().method.tag = 1
except AttributeError as error:
    print(error)
try:
    len.tag = 1
except AttributeError as error:
    print(error)
f = documented
g = f.__get__(5)
print(g(), g.__self__, g.__func__ is f, f.__code__.co_name, f.__defaults__, callable(f), f.__globals__ is globals())


class Empty:
    """only text"""


print(Empty().__doc__, int.__doc__[:7], len.__name__, [].append.__qualname__, str.join.__qualname__)
