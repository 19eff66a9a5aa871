s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, 2), s == slice(1, 10, 2), s != slice(1))
print(s.indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(10, 0, -3).indices(6))
print(slice(-100, 100).indices(3), slice(5, 2).indices(10))
print("abcdefghij"[s], [0, 1, 2, 3][slice(2)], (1, 2, 3)[slice(None, None, -1)], range(10)[slice(2, 4)])
print(b"abc"[slice(1, None)], slice("a", [1], None))
middle = slice(1, -1)
for sequence in ("abcd", [1, 2, 3], (1, 2, 3, 4), range(5), b"xyz", bytearray(b"xyz")):
    print(sequence[middle], end=" ")
print()
l = list(range(6))
l[slice(0, 2)] = ["x"]
del l[slice(None, None, 2)]
print(l, slice(1) < slice(2), slice(1, 2) == (1, 2), hash(slice(1)) == hash(slice(None, 1)))
print([*range(5)][slice(-2, None)], repr(slice(None, 3, None)))


class Keyed:
    def __getitem__(self, key):
        if isinstance(key, slice):
            return "slice", key.start, key.stop, key.step
        if isinstance(key, tuple):
            return [self[k] for k in key]
        return key


k = Keyed()
print(k[1:2], k[::3], k["a":"b"], k[1, 2:3], k[...], k[None:], k[1:2, 3:4], k[slice(5)], k[-1])
for code in [
    "slice()", "slice(1, 2, 3, 4)", "slice(1).start = 2", "slice(1, 2, 0).indices(5)", "slice(1).indices(-1)",
    "slice(1).indices('a')", "slice('a').indices(5)", "[][slice('a')]", "''[::0]", "[1]['a':]", "slice(1, step=2)",
    "[1, 2][1.0:]", "range(3)[::0]", "(1,)[None:'a']", "slice(1) < 5",
]:
    try:
        exec(code)
        print(code, "worked")
    except Exception as error:
        print(code, "->", type(error).__name__, error)
