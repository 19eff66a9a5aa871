import sys


def down(n):
    return down(n + 1)


def depth():
    try:
        return 1 + depth()
    except RecursionError:
        return 1


for call in (lambda: down(0),):
    try:
        call()
    except RecursionError as error:
        print(type(error).__name__, str(error).startswith("maximum recursion depth exceeded"))
        print(isinstance(error, RuntimeError))
print(900 < depth() <= 1000)


class Attribute:
    def __getattr__(self, name):
        return getattr(self, name + "x")


class Equal:
    def __eq__(self, other):
        return self == other


class Repr:
    def __repr__(self):
        return repr(self)


class Property:
    @property
    def value(self):
        return self.value


class Add:
    def __add__(self, other):
        return self + other


class Items:
    def __getitem__(self, key):
        return self[key]


class Calls:
    def __init__(self):
        Calls()


def generator():
    yield from generator()


for name, action in [
    ("getattr", lambda: Attribute().a), ("eq", lambda: Equal() == 1), ("repr", lambda: repr(Repr())),
    ("property", lambda: Property().value), ("add", lambda: Add() + 1), ("getitem", lambda: Items()[0]),
    ("init", Calls), ("generator", lambda: next(generator())), ("lambda", lambda: (lambda f: f(f))(lambda f: f(f))),
    ("sorted", lambda: sorted([2, 1], key=lambda x: down(x))), ("comprehension", lambda: [down(x) for x in [1]]),
]:
    try:
        print(name, action())
    except RecursionError:
        print(name, "RecursionError")
print("the program goes on", depth() > 900)
sys.setrecursionlimit(300)
print(200 < depth() <= 300)
sys.setrecursionlimit(3000)
print(2900 < depth() <= 3000)


def count(n):
    return 0 if n == 0 else 1 + count(n - 1)


print(count(2500))
sys.setrecursionlimit(1000)
try:
    count(2500)
except RecursionError:
    print("again limited")
