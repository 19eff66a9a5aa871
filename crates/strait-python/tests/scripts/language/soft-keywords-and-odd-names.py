match = [1, 2, 3]
match[0] = 5
print(match[0], match)
case = {"a": 1}
case["b"] = 2
type = lambda x: x
_ = 3
print(case, type(4), _)
match (match):
    case [case, *_]:
        print(case, _)


def match(x):
    return x


match(1)
print(match (2))if match(0) else print(match(3))
type (5)
match = 1
match -1
print(match - 1)
type.x = 5 if hasattr(type, "__dict__") else 0
print(type.x)
nonascii_é = __name = ___ = 1
print(nonascii_é + __name + ___)


class async_:
    await_ = 1


print(async_.await_)
True_ = False
print(True_, __debug__)
for source in [
    "None = 1", "True = 1", "def None(): pass", "f(True=1)", "x.None", "class True: pass", "__debug__ = 1",
    "import x as None", "async = 1", "for None in x: pass", "lambda None: 1", "def f(print): pass", "del None",
    "with x as True: pass", "nonlocal = 1", "f(__debug__=1)",
]:
    try:
        compile(source, "s", "exec")
        print(source, "compiles")
    except SyntaxError as error:
        print(source, "->", error.msg)
