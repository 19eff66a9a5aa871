a = [1]
b = a
print(a is b, a is [1], id(a) == id(b), id(a) == id([1]), None is None, type(id(a)).__name__, () == (), a is not None)
print(isinstance(hash("a"), int), hash("a") == hash("a"), hash(1) == hash(1.0) == hash(True))
print(hash((1, "a")) == hash((1, "a")), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash(None) == hash(None))
print(hash(int) == hash(int), hash(len) == hash(len), hash(range(2)) == hash(range(2)), hash(b"a") == hash(b"a"))
print(hash(...) == hash(...))
print(hash(0), hash(1), hash(-1), hash(-2), hash(2**61 - 2), hash(2**61 - 1), hash(10**18), hash(-(10**30)))
print(hash(0.0), hash(-0.0), hash(0.5), hash(1e100), hash(float("-inf")), hash(1j), hash(1 + 2j), hash(3.14))
print(hash(2**1000))


class Plain:
    pass


p, q = Plain(), Plain()
print(p == q, p == p, hash(p) == hash(p), {p: 1, q: 2}[q], p in [q], p in {p}, p != q, hash(Plain) == hash(Plain))


class Valued:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return isinstance(other, Valued) and self.v == other.v

    def __hash__(self):
        return hash((Valued, self.v))


print(len({Valued(1), Valued(1), Valued(2)}), {Valued(1): "a"}[Valued(1)], Valued([]) == Valued([]))
for code in [
    "hash([])", "hash({})", "hash(set())", "hash(bytearray())", "hash(Valued([]))", "hash(([],))", "hash()",
    "hash(1, 2)", "id()", "{[]: 1}", "frozenset([[]])",
]:
    try:
        eval(code)
    except TypeError as error:
        print(code, "->", error)
