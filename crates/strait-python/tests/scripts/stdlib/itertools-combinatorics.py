import itertools as it

print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=3))[:4], list(it.product()))
print(list(it.product("a", [])), list(it.product("ab", repeat=0)))
print(list(it.permutations("abc", 2)), len(list(it.permutations(range(5)))), list(it.permutations([1])))
print(list(it.permutations("ab", 3)), list(it.permutations([])), list(it.permutations("aab"))[:3])
print(list(it.combinations("abcd", 2)), list(it.combinations(range(3), 3)), list(it.combinations("ab", 5)))
print(list(it.combinations("ab", 0)), list(it.combinations_with_replacement("abc", 2)))
print(sum(1 for _ in it.combinations(range(12), 5)))
for code in [
    "it.permutations('a', -1)", "it.combinations('a')", "it.combinations('a', -1)", "it.product('a', repeat=-1)",
    "it.product(5)", "it.combinations(5, 1)", "it.permutations('a', 'b')", "it.product('a', foo=1)",
    "it.combinations_with_replacement('a', -1)",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
# Recipes of the documentation.
powerset = lambda s: it.chain.from_iterable(it.combinations(s, r) for r in range(len(s) + 1))
print(list(powerset([1, 2, 3])))


def roundrobin(*iterables):
    iterators = map(iter, iterables)
    for count in range(len(iterables), 0, -1):
        iterators = it.cycle(it.islice(iterators, count))
        yield from map(next, iterators)


def sliding(items, n):
    iterator = iter(items)
    import collections

    window = collections.deque(it.islice(iterator, n - 1), maxlen=n)
    for x in iterator:
        window.append(x)
        yield tuple(window)


def unique(items, key=None):
    seen = set()
    for item in items:
        k = item if key is None else key(item)
        if k not in seen:
            seen.add(k)
            yield item


def partition(predicate, items):
    a, b = it.tee(items)
    return list(it.filterfalse(predicate, a)), list(filter(predicate, b))


print(list(roundrobin("ABC", "D", "EF")), list(sliding(range(5), 3)), list(unique("AAbBc", str.lower)))
print(partition(lambda x: x > 2, range(5)))
print(list(map(sum, it.zip_longest(*[iter(range(7))] * 3, fillvalue=0))), dict(zip(it.count(), "abc")))
print([x for x, _ in zip(it.count(), range(3))], next(it.filterfalse(lambda x: x < 5, it.count())))
print(max(it.chain([1], [5], [3])))


def sieve():
    numbers = it.count(2)
    while True:
        prime = next(numbers)
        yield prime
        numbers = filter(lambda n, p=prime: n % p, numbers)


print(list(it.islice(sieve(), 12)))
