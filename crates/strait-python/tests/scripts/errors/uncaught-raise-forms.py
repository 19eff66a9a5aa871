import sys


def report(make):
    try:
        make()
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")


def raise_class():
    raise ValueError


def raise_empty():
    raise ValueError()


def raise_two():
    raise ValueError("a", 2)


for make in (raise_class, raise_empty, raise_two):
    report(make)
try:
    raise_class()
except ValueError:
    raise KeyError("quoted 'key'") from ValueError("a cause without a traceback")
