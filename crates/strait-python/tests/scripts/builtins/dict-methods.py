d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 9), d.setdefault("c", 3), d.setdefault("n"), d)
print(d.pop("n"), d.pop("zz", "default"), d.popitem(), d, d.update({"x": 10}), d.update(y=20))
print(d.update([("z", 30), ["w", 40]]), d.update({"a": 0}, a=5), d)
print(d.keys(), d.values(), d.items(), list(d), len(d), "a" in d, 5 in d.values(), ("b", 2) in d.items())
print(d.copy() == d, d.copy() is d)
print(dict(), dict(a=1), dict({"a": 1}, b=2), dict([("k", "v")]), dict(zip("ab", [1, 2])), dict([["x", 1], "yz"]))
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict(**{"q": 1}), {}.fromkeys("x", []))
print({"a": 1} | {"b": 2}, {"a": 1, "b": 1} | {"a": 9}, d == dict(reversed(list(d.items()))), {1: "a"} == {1.0: "a"})
print({} == {}, {"a": 1} != {"a": 2}, bool({}), list(reversed({"a": 1, "b": 2})))
d.clear()
print(d, {1: "int", "1": "str", (1,): "tuple", None: "none", 1.5: "float", True: "replaces int"})
print({1: {2: {3: 4}}}[1][2][3])
order = {"z": 1, "a": 2}
order["z"] = 3
del order["a"]
order["a"] = 4
order["m"] = 5
print(order, next(iter(order)), list(order.items())[-1], order.popitem(), sorted(order), min(order))
print(max(order, key=order.get))
nan = float("nan")
print({nan: 1}[nan], {nan: 1, float("nan"): 2}, {0: "a", -0.0: "b", False: "c"}, {"é": 1}["\u00e9"])
for code in [
    "d['nope']", "d[[]]", "{[]: 1}", "d[{}] = 1", "del d['x']", "d.pop('x')", "d.pop()", "{}.popitem()", "dict(5)",
    "dict([1])", "dict([(1, 2, 3)])", "dict(['a'])", "dict([('a',)])", "d.update(5)", "d.update([1])",
    "d.update({}, {})", "{} + {}", "{} < {}", "hash({})", "d.get()", "d.get([])", "d.setdefault()", "dict.fromkeys(5)",
    "{} | [('a', 1)]", "{} | 5", "d.nope", "d.a", "{**5}", "dict(1, 2)", "d.get('a', 1, 2)", "d.keys()[0]",
    "d.has_key('a')", "d()", "d.copy(1)", "dict({1: 2}, **{3: 4})", "dict(**{1: 2})", "d.fromkeys([[]])", "d[slice(1)]",
]:
    try:
        exec(code)
        print(code, "worked")
    except Exception as error:
        print(code, "->", type(error).__name__, error)
