r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[1:3], r[::-1], r[10:], r.start, r.stop, r.step)
print(5 in r, 6 in r, 5.0 in r, "a" in r, True in range(3), r.index(8), r.count(8), r.count(9), 10**30 in range(10**40))
print(range(3) == range(0, 3, 1), range(0) == range(5, 5), range(0, 5, 2) == range(0, 6, 2), range(1) == [0])
print(hash(range(3)) == hash(range(0, 3)), {range(2): "key"}[range(2)])
print(list(range(-3)), list(range(5, 0, -2)), list(range(0, -5, -2)), range(10**20)[-1], len(range(0, 10**18, 7)))
print(range(10, 0), bool(range(0)), bool(range(1)))
print(repr(range(5)), repr(range(1, 5)), repr(range(1, 5, 1)), str(range(0, 5, -1)), list(reversed(range(3))))
print(list(range(True)), max(range(5)), sum(range(0)))
i = iter(range(3))
print(next(i), list(i), next(i, "end"), type(i).__name__, next(iter(range(10**30, 10**31))))
a, *b = range(4)
print(a, b, range(3)[True], [*range(2)], tuple(range(5))[1:3], range(0, 10)[2:8][1], range(10)[slice(None, None, 3)])
for code in [
    "range()", "range(1, 2, 0)", "range(1.5)", "range('a')", "range(1, 2, 3, 4)", "range(5)[5]", "range(5)['a']",
    "range(5).index(9)", "range(5)[0] = 1", "range(stop=5)", "len(range(10**30))", "range(3) + range(3)",
    "range(3) < range(4)", "range(None)", "range(5).start = 1", "range(5).index('a')", "range(5)[1.0]",
]:
    try:
        exec(code)
        print(code, "worked")
    except Exception as error:
        print(code, "->", type(error).__name__, error)
