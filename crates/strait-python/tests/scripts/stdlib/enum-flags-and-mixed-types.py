import enum


class Perm(enum.Flag):
    R = enum.auto()
    W = enum.auto()
    X = enum.auto()
    RW = R | W


class Status(enum.IntEnum):
    OK = 200
    LOST = 404


class Mode(enum.StrEnum):
    FAST = enum.auto()
    SLOW = "slowly"


class Bits(enum.IntFlag):
    A = 1
    B = 2


print(Perm.R | Perm.X, repr(Perm.R | Perm.X), Perm.RW, Perm.R in Perm.RW, Perm.RW & Perm.R, ~Perm.R, Perm.R ^ Perm.RW)
print(Perm(0), bool(Perm(0)), Perm(5), [p.name for p in Perm.RW], list(Perm), len(Perm.RW))
print((Perm.R | Perm.W) is Perm.RW, Perm.R.value, Perm["RW"], Perm(7))
print(Status.OK, repr(Status.OK), Status.OK == 200, Status.OK < Status.LOST, Status(404), Status.OK + 1)
print(f"{Status.OK}", f"{Status.OK:>5}", "%d %s" % (Status.OK, Status.OK), sorted([Status.LOST, Status.OK]))
print(isinstance(Status.OK, int), {200: "x"}[Status.OK], [10, 20][Bits.A], int(Status.OK), Status.OK.name)
print(range(Status.OK)[-1], max(Status))
print(Mode.FAST, repr(Mode.FAST), Mode.FAST == "fast", Mode("slowly"), Mode.SLOW.upper(), f"{Mode.SLOW}")
print("".join(Mode), Mode.FAST + "er", {"fast": 1}[Mode.FAST], isinstance(Mode.FAST, str), "as" in Mode.FAST)
print(list(Mode))
print(Bits.A | Bits.B, repr(Bits.A | 8), Bits.A | 4, ~Bits.A, Bits(3), Bits.A == 1, Bits.A + 1, Bits(0))
print(repr(Bits(16)), int(Bits.A | Bits.B), Bits.A & 3, [b for b in Bits(3)])


class Strict(enum.Flag, boundary=enum.STRICT):
    A = 1


class Keep(enum.Flag, boundary=enum.KEEP):
    A = 1


class Real(float, enum.Enum):
    PI = 3.14
    E = 2.71


class Named(str, enum.Enum):
    A = "a value"


print(Keep(9), Real.PI, Real.PI + 1, Real.PI > Real.E, Real(3.14), Named.A, f"{Named.A}", Named.A == "a value")
print(Named.A.upper(), repr(Named.A), str(Named.A))


@enum.unique
class Unique(enum.Enum):
    A = 1
    B = 2


@enum.verify(enum.CONTINUOUS)
class Row(enum.Enum):
    A = 1
    B = 2


class NonMember(enum.Enum):
    A = 1
    helper = enum.nonmember(5)

    @enum.member
    def B():
        return "b"


print(list(Unique), list(Row), NonMember.helper, len(NonMember))
for code in [
    "Strict(4)", "Perm(8)", "Status('x')", "Perm.R | 1", "Perm.R < Perm.W", "class D(enum.StrEnum):\n A = 5",
    "Mode('nope')", "5 in Perm", "'x' in Perm.RW",
    "class Gap(enum.Enum):\n A = 1\n C = 3\nenum.verify(enum.CONTINUOUS)(Gap)", "class T(enum.IntEnum):\n A = 'x'",
    "Status.OK.foo",
]:
    try:
        print(exec(code))
    except Exception as error:
        print(code.split("\n")[0], "->", type(error).__name__, error)
