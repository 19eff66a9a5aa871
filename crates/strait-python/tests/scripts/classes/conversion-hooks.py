class All:
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __complex__(self): return 7j
    def __index__(self): return 3
    def __bool__(self): return False
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __bytes__(self): return b"bytes"
    def __format__(self, spec): return f"format({spec})"
    def __hash__(self): return 99
    def __len__(self): return 4
    def __length_hint__(self): return 100
    def __trunc__(self): return "truncated"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __round__(self, digits=None): return f"round {digits}"
    def __divmod__(self, other): return ("divmod", other)
    def __fspath__(self): return "path"
    def __dir__(self): return ["b", "a"]
    def __reversed__(self): return "any object"
    def __abs__(self): return "abs"


import math
import operator
import os

a = All()
print(int(a), float(a), complex(a), bool(a), str(a), repr(a), bytes(a), format(a, "x"), hash(a), len(a), abs(a))
print(math.trunc(a), math.floor(a), math.ceil(a), round(a), round(a, 2), divmod(a, 2), os.fspath(a), dir(a))
print(reversed(a))
print(bin(a), hex(a), oct(a), "abcdef"[a], [0] * a, range(a), list(range(10))[a:], chr(a) == "\x03")
print(operator.index(a), f"{a!s} {a!r} {a} {a:>5}", "{:q}".format(a), "%s %r %d" % (a, a, a))
print([a], (a,), {1: a}, math.sqrt(type("F", (), {"__float__": lambda s: 16.0})()))


class OnlyIndex:
    def __index__(self): return 5


i = OnlyIndex()
print(int(i), float(i), complex(i), [1, 2, 3, 4, 5, 6][i], bytes(i), hex(i), range(i), "ab" * i)
print(round(2.123456789, i), 1 << int(i))


class Wrong:
    def __int__(self): return "x"
    def __float__(self): return 1
    def __index__(self): return 1.5
    def __str__(self): return 1
    def __repr__(self): return None
    def __bytes__(self): return "s"
    def __format__(self, spec): return 5
    def __hash__(self): return 1.5
    def __len__(self): return "4"
    def __complex__(self): return 1
    def __fspath__(self): return 1


w = Wrong()
for code in [
    "int(w)", "float(w)", "complex(w)", "[1][w]", "str(w)", "repr(w)", "bytes(w)", "format(w)", "hash(w)", "len(w)",
    "f'{w}'", "f'{w!r}'", "range(w)", "[w]", "os.fspath(w)", "int(object)", "float(object)", "bin('x')", "chr(1.5)",
    "[0] * 1.5",
]:
    try:
        print(str(eval(code)))
    except TypeError as error:
        print(code, "->", error)
