x = "module"
squares = [x for x in range(3)]
print(x, squares)


class Body:
    x = "class"
    size = 3
    first = [i for i in range(size)]
    try:
        inner = [x for _ in range(1)]
    except NameError as error:
        inner = error
    nested = [[y for y in range(2)] for _ in range(size)]
    names = [n for n in sorted(locals()) if not n.startswith("__")]


print(Body.first, Body.inner, Body.nested, Body.names)


def function():
    x = "local"
    result = [x + str(i) for i in range(2)]
    funcs = [lambda: (x, i) for i in range(2)]
    x = "changed"
    return result, [f() for f in funcs], sorted(locals())


print(function())
print([locals() for k in range(2)][0].get("k", "no k"))


def late():
    gen = (name for _ in range(1))
    name = "bound later"
    return list(gen)


print(late())
try:
    gen = (i for i in undefined_name)
except NameError as error:
    print("the first iterable is evaluated at once:", error)
gen = (undefined_name for _ in range(1))
try:
    next(gen)
except NameError as error:
    print("the element is not:", error)


def deleted():
    i = "outer"
    [i for i in range(2)]
    {i: i for i in "ab"}
    return i


print(deleted())


def shadow(items):
    return [items for items in items for items in items]


print(shadow([[1, 2], [3]]))
