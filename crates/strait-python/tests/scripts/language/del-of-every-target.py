import types

a = b = 1
del a
try:
    a
except NameError as error:
    print(error)

d = {"x": 1, "y": 2}
items = [0, 1, 2, 3, 4, 5]
obj = types.SimpleNamespace(p=1, q=2)
del d["x"], items[0], items[-2:], obj.p
print(d, items, obj)
x = y = z = 1
del (x, [y, z])
print([name in globals() for name in ("x", "y", "z")])


def local():
    value = 1
    del value
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


print(local())


def captured():
    value = 1

    def inner():
        return value

    del value
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)


captured()
for statement in [
    "del items[10]", "del d['nope']", "del obj.nope", "del nope", "del (1).real", "del 'abc'[0]", "del (1, 2)[0]",
    "del items['a']",
]:
    try:
        exec(statement)
    except Exception as error:
        print(statement, "->", type(error).__name__, error)
