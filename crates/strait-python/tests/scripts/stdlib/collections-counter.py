from collections import Counter

c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(2), c.most_common(), sorted(c.elements()), c.total(), len(c), "z" in c, list(c))
print(Counter(a=2, b=1) + Counter(b=3), Counter(a=2, b=1) - Counter(a=1, b=5), Counter(a=2, b=1) & Counter(a=1, b=5))
print(Counter(a=2) | Counter(a=1, b=5), +Counter(a=-1, b=2), -Counter(a=-1, b=2), Counter(a=1) == Counter(a=1, b=0))
print(Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1))
c.update("aab")
c.subtract({"a": 5, "q": 2})
c["new"] += 1
del c["nope"]
print(c, c.pop("new"), Counter([1, 1, 2]), Counter({"x": 3}), Counter(), repr(Counter(a=0, b=-1)))
print(Counter(a=3)["missing"], c.get("missing"), dict(Counter("ab")))
words = "the cat and the dog and the bird".split()
print(Counter(words).most_common(2), Counter(map(len, words)), sum((Counter(w) for w in ["ab", "bc"]), Counter()))
print(max(Counter("aab").items(), key=lambda p: p[1]), Counter(a=1, b=2).copy(), type(Counter() | Counter()).__name__)
a = Counter("aab")
a += Counter("bc")
print(a, a & Counter("a"), {**a}, sorted(a), Counter(["b", "a", "b", "a"]).most_common(1))
print(Counter(x=1.5) + Counter(x=2))
for code in [
    "Counter(5)", "Counter([[]])", "Counter.fromkeys('a')", "Counter(a='x') + Counter(a=1)", "Counter(1, 2)",
    "Counter() + 5", "Counter(a=1).most_common('x')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
