class Metres(int):
    unit = "m"

    def __new__(cls, value, note=None):
        self = super().__new__(cls, value)
        self.note = note
        return self

    def __add__(self, other):
        return Metres(int(self) + int(other))

    def __str__(self):
        return f"{int(self)} m"

    def __repr__(self):
        return f"Metres({int(self)})"


m = Metres(5, note="short")
print(m, repr(m), m.note, m + 1, 1 + m, m * 2, type(m + 1).__name__, type(m * 2).__name__, type(1 + m).__name__)
print(m == 5, hash(m) == hash(5), {5: "found"}[m], [0, 1, 2, 3, 4, "five"][m], m > 4, "ab" * m, range(m))
print(f"{m}", f"{m:d}", f"{m!r}", "%d %s" % (m, m), format(m, "04"), str(m), int(m), type(int(m)).__name__, float(m))
print(m.real, type(+m).__name__, m.bit_length())
print(sum([m, m]), max(m, 3), sorted([Metres(3), 1, Metres(2)]), m.unit, isinstance(m, int), bool(Metres(0)), -m)
print(abs(Metres(-3)), m / 2, divmod(m, 2), m ** 2, ~m)


class Celsius(float):
    def __repr__(self):
        return f"{float(self)}°"

    def __mul__(self, other):
        return NotImplemented


c = Celsius("21.5")
print(c, [c], c + 1, c / 2, round(c), c == 21.5, f"{c:.2f}", str(c), c.is_integer(), 2 * c, Celsius(1e400))
try:
    c * 2
except TypeError as error:
    print(error)


class Flag(int):
    def __bool__(self):
        return True

    def __eq__(self, other):
        return "flag"

    __hash__ = int.__hash__

    def __index__(self):
        return 99


f = Flag(0)
print(bool(f), f == 1, 1 == f, f != 1, "abc"[f], f < 1, int(f))
print(int.from_bytes(b"\x01\x00", "big"), Metres.from_bytes(b"\x05", "big"))
print(type(Metres.from_bytes(b"\x05", "big")).__name__)
