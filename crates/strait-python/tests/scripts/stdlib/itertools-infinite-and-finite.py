import itertools as it

print(list(it.islice(it.count(10, 2.5), 4)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat("x", 3)))
print(next(it.repeat(1)), list(it.islice(it.count(), 3)), list(it.cycle([])), it.count(5), it.repeat("a", 2))
print(list(it.islice(it.count(-1, -1), 3)))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([3, 1, 4], max)), list(it.accumulate([1, 2], initial=10)))
print(list(it.accumulate("ab")), list(it.accumulate([], initial=0)))
print(list(it.accumulate([1, 2, 3, 4], lambda a, b: a * b)))
print(list(it.chain("ab", [1], ())), list(it.chain.from_iterable(["ab", "c"])))
print(list(it.compress("abcd", [1, 0, True, ""])), list(it.dropwhile(lambda x: x < 3, [1, 3, 1])))
print(list(it.takewhile(lambda x: x < 3, [1, 3, 1])), list(it.filterfalse(None, [0, 1, ""])))
print(list(it.filterfalse(lambda x: x % 2, range(5))), list(it.starmap(pow, [(2, 3), (3, 2)])))
print(list(it.zip_longest("ab", "x", fillvalue="-")), list(it.zip_longest([1], [])), list(it.pairwise("abcd")))
print(list(it.pairwise("a")), list(it.batched("abcdefg", 3)))
print(list(it.islice("abcdefg", 2)), list(it.islice("abcdefg", 2, 4)), list(it.islice("abcdefg", 2, None)))
print(list(it.islice("abcdefg", 0, None, 3)), list(it.islice([], 5)), list(it.islice("ab", 0)))
print([(k, list(g)) for k, g in it.groupby("aaabbca")])
print([(k, len(list(g))) for k, g in it.groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
print({k: "".join(g) for k, g in it.groupby(sorted("banana"))}, [k for k, g in it.groupby([1, 1, 2])])
groups = it.groupby("aab")
k1, g1 = next(groups)
k2, g2 = next(groups)
print(k1, list(g1), k2, list(g2))
a, b = it.tee([1, 2, 3])
print(next(a), next(a), list(b), list(a), [list(t) for t in it.tee("ab", 3)], it.tee([], 0))
source = iter("abcdef")
print(list(it.islice(source, 2)), next(source), list(it.takewhile(lambda c: c != "e", source)), list(source))
for code in [
    "it.islice([], -1)", "it.islice([], 1, 2, 0)", "it.count('a')", "it.repeat()", "list(it.chain(5))",
    "list(it.chain.from_iterable([5]))", "list(it.starmap(pow, [5]))", "it.batched('a', 0)", "it.tee([1], -1)",
    "list(it.accumulate([1, 'a']))", "it.cycle(5)", "list(it.groupby(5))", "it.islice([], 'a')",
    "list(it.zip_longest(5))", "it.pairwise(5)", "list(it.compress('a', 5))", "it.islice([])", "it.repeat(1, 'x')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
