print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], start=1)), next(enumerate("x")))
print(dict(enumerate("ab", start=-1)))
print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip("ab", range(9), "xyz")))
print(dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])), list(zip([], strict=True)))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(int, "12")))
print(list(map(max, [1, 5], [3, 2], [2, 9])))
print(list(filter(None, [0, 1, "", "a", None])), list(filter(lambda x: x % 2, range(6))))
print(list(filter(str.isdigit, "a1b2")))
m = map(print, "ab")
print("lazy")
print(next(m), list(m), list(m))
first, second = iter([1, 2, 3]), iter("ab")
print(list(zip(first, second)), list(first), list(second))
first, second = iter([1, 2, 3]), iter("ab")
print(list(zip(second, first)), list(first))
z = zip([1, 2], [3], strict=True)
print(next(z))
for use in [
    lambda: next(z), lambda: list(zip([1], [2, 3], strict=True)), lambda: list(zip([1], [1], [], strict=True)),
    lambda: list(zip("ab", "ab", "abc", strict=True)),
]:
    try:
        use()
    except ValueError as error:
        print(error)
for code in [
    "zip(5)", "zip([], 5)", "map()", "map(len)", "map(len, 5)", "filter(None)", "filter(None, 5)", "enumerate()",
    "enumerate(5)", "enumerate([], 'a')", "list(map(5, [1]))", "list(filter(5, [1]))",
    "list(map(lambda a: a, [1], [2]))", "zip([1], foo=1)", "enumerate([], 0, 1)", "list(zip([1], strict=5))",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)


def fails(x):
    if x == 2:
        raise KeyError(x)
    return x


m = map(fails, [1, 2, 3])
print(next(m))
try:
    next(m)
except KeyError:
    print("failed, and goes on with", next(m))
print(sum(map(lambda p: p[0] * p[1], enumerate([5, 6, 7]))), iter(m) is m, type(m).__name__)
e = enumerate("abc")
next(e)
print([i for i, _ in e], list(enumerate("a", 10**20)))
