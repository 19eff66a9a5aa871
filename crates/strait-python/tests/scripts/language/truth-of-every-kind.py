import collections
import decimal
import fractions


class Plain:
    pass


class Len:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Both(Len):
    def __bool__(self):
        return True


false = [
    0, 0.0, -0.0, 0j, "", b"", bytearray(), (), [], {}, set(), frozenset(), None, False, range(0), range(5, 1),
    decimal.Decimal(0), fractions.Fraction(0), collections.deque(), collections.Counter(), Len(0), memoryview(b""),
]
print([x for x in false if x])
true = [
    1, -1, 0.1, float("nan"), 1j, " ", "0", b"\0", (0,), [0], {0: 0}, {0}, object(), Plain(), Plain, len, range(1), ...,
    Len(1), Both(0), lambda: 0, (x for x in []), iter([]), slice(0), Exception(),
]
print([i for i, x in enumerate(true) if not x], all(true), any(false))


class Bad:
    def __init__(self, result):
        self.result = result

    def __bool__(self):
        return self.result


class BadLen:
    def __init__(self, result):
        self.result = result

    def __len__(self):
        return self.result


for thing in [Bad(1), Bad("x"), Bad(None), BadLen(-1), BadLen("x"), BadLen(2**100), BadLen(1.5)]:
    for use in [bool, len, lambda x: not x, lambda x: 1 if x else 2]:
        try:
            print(use(thing), end=" ")
        except (TypeError, ValueError, OverflowError) as error:
            print(f"<{error}>", end=" ")
    print()
