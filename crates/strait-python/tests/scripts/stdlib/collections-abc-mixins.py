import collections.abc as c


class Bag(c.MutableMapping):
    def __init__(self):
        self.pairs = []

    def __getitem__(self, key):
        for k, v in self.pairs:
            if k == key:
                return v
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.pairs = [p for p in self.pairs if p[0] != key] + [(key, value)]

    def __delitem__(self, key):
        self[key]
        self.pairs = [p for p in self.pairs if p[0] != key]

    def __iter__(self):
        return (k for k, _ in self.pairs)

    def __len__(self):
        return len(self.pairs)


b = Bag()
b.update(a=1, b=2)
b[[1]] = "unhashable key"
print(b.pop("a"), b.get("q", 0), b.setdefault("z", 5), list(b.items()), "b" in b, list(b.keys()), list(b.values()))
print(b.popitem(), len(b), isinstance(b, c.Mapping), sorted(map(str, b)))
del b[[1]]
print(b == {"b": 2}, {"b": 2} == b, b == [("b", 2)])
b.clear()
print(len(b), dict(b), bool(b))


class Countdown(c.Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return self.n - i


s = Countdown(4)
print(list(s), list(reversed(s)), 3 in s, s.index(2), s.count(4), 9 in s)


class Small(c.Set):
    def __init__(self, items):
        self.items = sorted(set(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


x, y = Small([1, 2, 3]), Small([2, 3, 4])
print(list(x & y), list(x | y), list(x - y), list(x ^ y), x <= y, Small([2]) < x, x == Small([3, 2, 1]))
print(x.isdisjoint([9]), list(x & [1, 9]), x == {1, 2, 3})
for base, missing in [
    (c.Iterator, "__next__"), (c.Sequence, "__getitem__"), (c.MutableMapping, "several"), (c.Callable, "__call__"),
]:
    try:
        type("T", (base,), {})()
    except TypeError as error:
        print(error)


class Gen(c.Generator):
    def send(self, value):
        return value

    def throw(self, kind, value=None, trace=None):
        raise StopIteration


g = Gen()
print(next(g), g.send(5), isinstance(g, c.Iterator), g.close())
