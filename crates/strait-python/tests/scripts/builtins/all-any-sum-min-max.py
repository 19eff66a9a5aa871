print(all([]), all([1, [0]]), all([1, ""]), any([]), any([0, "", 5]), any(x > 3 for x in range(10)))
print(all(x for x in [1, 2]))
it = iter([1, 0, 5, 6])
print(all(it), list(it))
print(sum([]), sum([1, 2, 3]), sum([1, 2], 10), sum([0.1] * 10), sum([1, 2.5]), sum([[1], [2]], []), sum([1j, 2]))
print(sum([True, True]), sum(range(101)), sum([10**20, 1]), sum([1], start=5), sum([(1,), (2,)], ()))
print(sum([0.1, 0.2, 0.3]), sum([1e100, 1.0, -1e100]), sum([1e16, 1, 1]), sum([float("inf"), 1]))
print(sum(iter([1.5, 1, 2])))
print(min(3, 1, 2), max([3, 1, 2]), min("b", "a"), max("hello"), min([5], default=0), max([], default="none"))
print(min((), default=None), max(1, 2.0, True), max(True, 1), min(1, True, 1.0))
print(max(["aa", "b", "cc"], key=len), min(["aa", "b", "c"], key=len), max(1, -5, key=abs))
print(min({"x": 1, "y": 0}, key={"x": 1, "y": 0}.get), max([[1, 2], [1, 3], [0, 9]]), min(float("nan"), 1))
print(max(1, float("nan")), max([], key=len, default=0))


class Less:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print(f"{self.n}<{other.n}", end=" ")
        return self.n < other.n

    def __repr__(self):
        return f"L{self.n}"


print(min(Less(2), Less(1), Less(3)))


class Add:
    def __init__(self, text):
        self.text = text

    def __radd__(self, other):
        return f"{other}+{self.text}"


print(sum([Add("a")]))
for code in [
    "sum(['a'])", "sum(['a'], '')", "sum([b'a'], b'')", "sum([], bytearray())", "sum(5)", "sum([[1]])", "min()",
    "max([])", "min([], [])", "max(5)", "min(1, 'a')", "max(1, 2, default=3)", "min([1], key=5)", "all(5)", "any()",
    "sum()", "max([1, None])", "max(1, 2, keys=len)", "min([[1], ['a']])",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
