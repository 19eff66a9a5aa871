def describe(x):
    match x:
        case 0:
            return "zero"
        case -1 | 1:
            return "unit"
        case 1.5:
            return "one and a half"
        case "a" "b":
            return "joined string"
        case b"bytes":
            return "bytes"
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case 1 + 2j:
            return "complex"
        case -3 - 1j:
            return "negative complex"
        case "x" | "y" as letter:
            return f"letter {letter}"
        case str() | bytes() as text:
            return f"text {text!r}"
        case other:
            return f"something else {other}"


# True equals 1, so the earlier literal wins; None, True and False are compared by identity.
for x in [0, 0.0, -1, 1, True, False, 1.5, "ab", b"bytes", None, 1 + 2j, -3 - 1j, "y", "zz", [], 7]:
    print(repr(x), "->", describe(x))


def booleans(x):
    match x:
        case True:
            return "is True"
        case 1:
            return "equals 1"
    return "fell through"


print(booleans(1), booleans(True), booleans(1.0), booleans(2))
match 5:
    case _:
        print("wildcard")
try:
    print(_)
except NameError as error:
    print(error)
match (1, 2):
    case (a, b):
        pass
print(a, b)
match = case = type = 3
print(match, case, type)
