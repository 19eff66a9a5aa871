data = [3, 1, 4, 1, 5, 9, 2, 6]
if (n := len(data)) > 5:
    print("long:", n)

it = iter(data)
total = 0
while (value := next(it, None)) is not None and value != 9:
    total += value
print(total, value)

print([y for x in data if (y := x * x) > 10], y)
print(any((found := x) > 4 for x in data), found)
print((a := 1, b := a + 1), a, b)
print(f"{(w := 7)} {w:=5}")


def scope():
    [inner := i for i in range(3)]
    return inner


print(scope())


def spread():
    global shared
    return [shared := i for i in range(4)]


print(spread(), shared)
items = [first := 10, first + 1]
print(items)
print(dict(k=(z := 3)), z)
for source in [
    "[i := 0 for i in range(3)]", "x := 1", "f(a:=1, b=2)", "(a.b := 1)", "[x for x in (y := [1])]",
    "def f(a=b:=1): pass",
]:
    try:
        compile(source, "s", "exec")
        print("fine:", source)
    except SyntaxError as error:
        print(error.msg)
