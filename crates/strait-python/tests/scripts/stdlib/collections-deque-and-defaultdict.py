from collections import defaultdict, deque

d = deque([1, 2, 3], maxlen=4)
print(d.append(4), d.append(5), d, d.appendleft(0), d, d.pop(), d.popleft(), d, d.extend([7, 8]), d.extendleft("ab"))
print(d, d.maxlen)
d = deque("abcde")
print(d.rotate(2), d, d.rotate(-3), d, d.count("a"), d.index("c"), d.insert(1, "X"), d.remove("b"), d.reverse(), d)
print(d[0], d[-1], len(d), "X" in d, d.copy() == d, list(reversed(d)), d + deque("z"), d * 2 == d + d)
print(deque([1]) < deque([2]), deque() or "empty")
d[1] = "set"
del d[0]
print(d, deque(range(5), 2), deque([1, 2], maxlen=0), repr(deque([d])), d.clear(), d, bool(d), deque([[1]]))
print(sorted(deque([2, 1])))
for code in [
    "deque().pop()", "deque().popleft()", "deque([1])[5]", "deque([1]).remove(2)", "deque([1]).index(2)", "deque(5)",
    "deque([1], -1)", "deque([1])[0:1]", "deque([1], maxlen=1).insert(0, 2)", "deque([1]) + [2]", "deque().maxlen_",
    "hash(deque())", "deque([1]).rotate('a')", "deque([]).index(1)", "deque([1], maxlen='a')",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
try:
    q = deque([1, 2])
    for x in q:
        q.append(x)
except RuntimeError as error:
    print(error)
g = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    g[k].append(v)
print(g, dict(g), g["new"], g.get("other"), "other" in g, len(g), g.default_factory, defaultdict(int, x=1))
print(defaultdict(lambda: "d")["k"], type(g | {}).__name__, g.copy() == g)
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
print(dict(t["a"]["b"]), repr(defaultdict(None, {1: 2})), defaultdict(dict, [(1, {})]).pop(1))
for code in [
    "defaultdict()['k']", "defaultdict(5)", "defaultdict(lambda: 1 / 0)['k']", "defaultdict(None)[1]",
    "defaultdict(list).missing",
]:
    try:
        print(code, eval(code))
    except Exception as error:
        print(code, "->", type(error).__name__, error)
n = defaultdict(int)
for ch in "hello":
    n[ch] += 1
print(dict(n), sorted(n.items(), key=lambda p: (-p[1], p[0])))
