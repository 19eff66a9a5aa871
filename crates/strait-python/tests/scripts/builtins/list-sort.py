l = [3, 1, 2]
print(l.sort(), l, l.sort(reverse=True), l)
words = ["bb", "a", "ccc", "AA", "b"]
words.sort(key=len)
print(words)
words.sort(key=len, reverse=True)
print(words)
words.sort(key=str.lower)
print(words)
pairs = [(2, "b"), (1, "z"), (2, "a"), (1, "a")]
pairs.sort()
print(pairs)
pairs.sort(key=lambda p: p[1])
print(pairs)
mixed = [3, 1.5, True, 2, -1, 0.0]
mixed.sort()
print(mixed)
import functools

print(sorted([5, 3, 9], key=functools.cmp_to_key(lambda a, b: b - a)))
print(sorted(["b", "A", "c"], key=lambda s: (s.islower(), s)))


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if self.n == 99 or other.n == 99:
            raise ValueError("cannot compare 99")
        return self.n < other.n

    def __repr__(self):
        return f"I{self.n}"


items = [Item(2), Item(1), Item(3)]
items.sort()
print(items)
items.append(Item(99))
try:
    items.sort()
except ValueError as error:
    print(error, sorted(repr(i) for i in items))
shrinking = [3, 2, 1]


def key(x):
    shrinking.append(x)
    return x


try:
    shrinking.sort(key=key)
except ValueError as error:
    print(error, shrinking)
big = [(i * 7919) % 1000 for i in range(300)]
big.sort()
print(big == sorted(set(big)) if len(set(big)) == 300 else "duplicates", big[:5], big[-3:])
stable = [(i % 3, i) for i in range(20)]
stable.sort(key=lambda p: p[0])
print(stable)
stable.sort(key=lambda p: p[0], reverse=True)
print(stable[:8])
nested = [[3, "a"], [1, "b"], [3, "A"]]
nested.sort()
print(nested, sorted(["10", "9", "1"]), sorted(["10", "9", "1"], key=int), sorted("ÄaZz"), sorted([b"b", b"a"]))
print(sorted([(), (1,), (0, 5)]))
for code in [
    "[1, 'a'].sort()", "[1, None].sort()", "[1].sort(None)", "[1].sort(key=5)", "[{}, {}].sort()",
    "[1, 2].sort(key=lambda: 1)", "[[1], ['a']].sort()", "[1j, 0].sort()", "[1].sort(reversed=True)", "(1, 2).sort()",
    "[3, 1].sort().append(1)",
]:
    try:
        exec(code)
        print(code, "worked")
    except Exception as error:
        print(code, "->", type(error).__name__, error)
