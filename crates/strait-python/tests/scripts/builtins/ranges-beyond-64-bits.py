r = range(10**20, 10**20 + 10, 3)
print(r, len(r), list(r), r[0], r[-1], r[1:3], r[::-1], 10**20 + 3 in r, 10**20 + 1 in r, 5 in r, "a" in r)
print(r.start, r.stop, r.step, r.index(10**20 + 6), r.count(10**20), bool(r), bool(range(10**20, 0)), list(reversed(r)))
print(r == range(10**20, 10**20 + 12, 3), r == range(3), hash(r) == hash(range(10**20, 10**20 + 12, 3)), r != [1])
print(isinstance(r, range), type(iter(r)).__name__, next(iter(range(10**30))), sum(range(10**20, 10**20 + 3)))
for i in range(2**63 - 1, 2**63 + 2):
    print(i, end=" ")
print()
for i in range(2**64, 2**64 - 3, -1):
    print(i, end=" ")
print([x for x in range(-(2**65), -(2**65) + 2)], list(zip(range(10**25, 10**26), "ab")))
for code in ["len(range(10**30))", "r[10]", "r['a']", "r.index(1)", "range(10**30, 5, 0)", "r.start = 5", "range(10**30, 1.5)"]:
    try:
        exec(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
