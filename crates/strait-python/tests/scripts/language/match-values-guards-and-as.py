import enum


class Colour(enum.Enum):
    RED = 1
    GREEN = 2


class limits:
    low = 10
    high = 20


def look(x):
    match x:
        case Colour.RED:
            return "red"
        case limits.low | limits.high as edge:
            return f"edge {edge}"
        case int() as n if limits.low < n < limits.high:
            return f"inside {n}"
        case [Colour() as first, *_] as whole:
            return f"starts with {first.name} of {len(whole)}"
        case (int() | str()) as simple if note(simple):
            return f"simple {simple}"
        case [[a, b] as pair, (c)] if (total := a + b + c) > 5:
            return f"{pair} {total}"
    return "no case"


def note(x):
    print("guard", x, end=" ")
    return x != 99


for x in [Colour.RED, Colour.GREEN, 10, 20, 15, [Colour.GREEN, 1], 99, "s", [[1, 2], 3], [[1, 1], 1]]:
    print(look(x))

# A guard that fails leaves the captured names bound.
match [1, 2]:
    case [bound, other] if other > 5:
        pass
    case _:
        print("kept", bound, other)


class Sneaky:
    def __eq__(self, other):
        print("compared with", other)
        return other == 3


match Sneaky():
    case 1 | 2:
        print("no")
    case 3:
        print("three")

for source in [
    "match 1:\n case x: pass\n case 2: pass", "match 1:\n case x | 1: pass", "match 1:\n case [a, a]: pass",
    "match 1:\n case [*a, *b]: pass", "match 1:\n case {'a': 1, 'a': 2}: pass", "match 1:\n case a | b: pass",
    "match 1:\n case [a] | [b]: pass", "match 1:\n case 1 as _: pass", "match 1:\n case {**rest, 'a': 1}: pass",
    "match 1:\n case P(a=1, a=2): pass", "match 1:\n case f'a': pass",
]:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg)
