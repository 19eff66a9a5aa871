names = "add sub mul matmul truediv floordiv mod pow lshift rshift and xor or divmod".split()


class Left:
    pass


class Right:
    pass


class Child(Left):
    pass


def make(prefix, name):
    def method(self, other, *rest):
        return f"{type(self).__name__}.{prefix}{name}({type(other).__name__}{', ' + repr(rest[0]) if rest and rest[0] else ''})"

    return method


for name in names:
    setattr(Left, f"__{name}__", make("", name))
    setattr(Right, f"__r{name}__", make("r", name))
    setattr(Child, f"__r{name}__", make("r", name))
operators = "+ - * @ / // % ** << >> & ^ |".split()
for operator in operators:
    print(operator, eval(f"Left() {operator} 1"), eval(f"1 {operator} Right()"), eval(f"Left() {operator} Child()"))
    print(eval(f"Left() {operator} Right()"))
print(divmod(Left(), 2), divmod(2, Right()), pow(Left(), 2, 5), pow(2, Right()))


class Declines:
    def __add__(self, other):
        print("asked to add", type(other).__name__)
        return NotImplemented

    __radd__ = __add__
    __neg__ = lambda self: "negative"
    __pos__ = lambda self: "positive"
    __invert__ = lambda self: "inverted"
    __abs__ = lambda self: "absolute"
    __round__ = lambda self, n=None: f"rounded {n}"


d = Declines()
print(-d, +d, ~d, abs(d), round(d), round(d, 2))
print(d + Right())
for code in [
    "d + 1", "1 + d", "d + d", "d - 1", "1 - d", "d ** 1", "~Left()", "-Left()", "d @ 1", "d < 1", "abs(Left())",
    "divmod(d, 1)", "pow(d, 1, 2)", "round(Left())", "d << 1",
]:
    try:
        print(eval(code))
    except TypeError as error:
        print(code, "->", error)
