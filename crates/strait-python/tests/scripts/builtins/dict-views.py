d = {"a": 1, "b": 2, "c": 3}
keys, values, items = d.keys(), d.values(), d.items()
d["d"] = 4
print(keys, len(values), items)
print(sorted(keys & {"a", "x"}), sorted(keys | ["z"]), sorted(keys - {"a"}), sorted(keys ^ {"a", "q"}))
print(sorted({"a", "x"} & keys), sorted(["a", "x"] - keys) if hasattr(list, "__sub__") else "lists have no -")
print(type(keys & keys).__name__)
print(sorted(items & {("a", 1), ("b", 9)}), sorted(items - {("a", 1)}))
print(items == {"a": 1, "b": 2, "c": 3, "d": 4}.items(), keys == {"a", "b", "c", "d"}, keys == d.keys())
print(keys == ["a", "b", "c", "d"], values == d.values(), keys <= {"a", "b", "c", "d", "e"}, keys > {"a"})
print(keys.isdisjoint({"z"}))
print(list(reversed(keys)), list(reversed(values)), list(reversed(items)), "a" in keys, 1 in values)
print(("a", 1) in items, ("a", 2) in items, ("a",) in items, "a" in items, iter(keys).__next__(), next(iter(items)))
print(keys.mapping, type(keys.mapping).__name__, repr({}.keys()), repr({1: []}.values()), [*keys])
print({**d}.items() == items, max(values), sum(values), sorted(values, reverse=True), dict(items) == d)
print(len({}.items()))
for k, v in items:
    print(k, v, end=" ")
print()
for k in list(keys):
    if k in "ac":
        del d[k]
print(items)
unhashable = {"k": []}
print(unhashable.items() == {"k": []}.items(), ("k", []) in unhashable.items(), list(unhashable.items()))
for code in [
    "keys[0]", "values[0]", "keys.append(1)", "keys['a']", "len(5)", "unhashable.items() & {('k', 1)}", "hash(keys)",
    "keys + keys", "keys & 5", "values & values", "keys.mapping['x'] = 1", "set(unhashable.items())", "del keys['a']",
    "keys |= 5", "keys < 5", "unhashable.items() | set()",
]:
    try:
        exec(code)
        print(code, "worked")
    except Exception as error:
        print(code, "->", type(error).__name__, error)
a, b = {"x": 1, "y": 2}.items()
print(a, b, *{"x": 1}.values(), {k: v for v, k in {"x": 1}.items()}, list(zip({"a": 1}, {"b": 2}.values())))
