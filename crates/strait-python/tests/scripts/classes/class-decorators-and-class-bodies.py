def add_repr(cls):
    def __repr__(self):
        return f"{cls.__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"

    cls.__repr__ = __repr__
    return cls


def comparable(key):
    def decorate(cls):
        cls.__lt__ = lambda self, other: getattr(self, key) < getattr(other, key)
        return cls

    return decorate


@add_repr
@comparable("age")
class Person:
    def __init__(self, name, age):
        self.name, self.age = name, age


print(sorted([Person("a", 5), Person("b", 3)]))


class Computed:
    table = {}
    for _name, _value in [("one", 1), ("two", 2)]:
        table[_name] = _value
    del _name, _value
    if table["one"] == 1:
        def method(self):
            return "conditional definition"
    else:
        method = None
    squares = [x * x for x in range(3)]
    total = sum(table.values())
    lambdas = {"double": lambda self, x: x * 2}
    print("while the body runs:", sorted(k for k in locals() if not k.startswith("__")))
    with __import__("contextlib").nullcontext(7) as seven:
        pass
    try:
        1 / 0
    except ZeroDivisionError as e:
        caught = repr(e)
    match total:
        case 3:
            matched = "three"
    import math
    global from_body
    from_body = math.floor(2.5)

    class Nested:
        inherited = 5

        class Deeper:
            name = __qualname__

    def helper(n):
        return n + 1

    result = helper(41)


print(Computed().method(), Computed.squares, Computed.total, Computed.lambdas["double"](None, 4), Computed.seven)
print(Computed.caught, Computed.matched, from_body, Computed.Nested.Deeper.name, Computed.result)
print(Computed.math.pi > 3)


@(lambda cls: "replaced by a string")
class Gone:
    print("body still runs")


print(Gone)


class Outer:
    x = 1

    class Inner:
        try:
            y = x
        except NameError as error:
            y = str(error)


print(Outer.Inner.y)
for source in [
    "class A:\n return 1", "class A:\n yield 1", "class A(x=1, x=2): pass", "class A(*a, **b): pass",
    "class A(): x: int", "class : pass", "class A\n pass", "class A:\npass", "class A(B: pass",
]:
    try:
        compile(source, "s", "exec")
        print(repr(source), "compiles")
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.msg)
