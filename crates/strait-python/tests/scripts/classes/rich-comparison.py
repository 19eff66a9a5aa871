class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b = Version(1, 2), Version(1, 10)
print(a < b, b > a, a == Version(1, 2), a != b, a != Version(1, 2), sorted([b, a]), max(a, b), min([b, a]))
print(a == 5, a != 5, 5 == a, [a] == [Version(1, 2)], Version(1) in [Version(1)], (a, 1) < (b, 0))
for code in ["a <= b", "a < 5", "5 < a", "5 > a", "a >= 5", "{a: 1}", "hash(a)"]:
    try:
        print(eval(code))
    except TypeError as error:
        print(code, "->", error)


class Log:
    def __getattr__(self, name):
        raise AttributeError(name)

    def __lt__(self, other): print("lt", end=" "); return "less"
    def __le__(self, other): print("le", end=" "); return []
    def __gt__(self, other): print("gt", end=" "); return "greater"
    def __ge__(self, other): print("ge", end=" "); return None
    def __eq__(self, other): print("eq", end=" "); return 0
    def __ne__(self, other): print("ne", end=" "); return "ne"


class Sub(Log):
    def __gt__(self, other): print("sub gt", end=" "); return "sub"


x, s = Log(), Sub()
print(x < 1, x <= 1, x > 1, x >= 1, x == 1, x != 1)
print(1 < x, 1 <= x, 1 > x, 1 >= x, 1 == x, 1 != x)
print(x < s, x > s, not x == x, x in [x], [x] == [x])


class OnlyEq:
    def __eq__(self, other):
        return True


print(OnlyEq() != 1, OnlyEq().__ne__(1), OnlyEq().__hash__, object().__eq__(1), object().__lt__(1))


class Raises:
    def __eq__(self, other):
        raise ValueError("compared")


for code in [
    "Raises() == 1", "1 == Raises()", "Raises() in [1]", "[1].index(Raises())", "[Raises()].count(1)", "Raises() != 1",
]:
    try:
        print(code, eval(code))
    except ValueError as error:
        print(code, error)
r = Raises()
print(r in [r], [r].index(r), [r].count(r))
