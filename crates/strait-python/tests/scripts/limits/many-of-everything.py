# Large but ordinary amounts, each finished in a moment.
text = "".join(str(i) for i in range(50_000))
print(len(text), hash(text) == hash(text[:]), text.count("99"), text[123_456:123_466])
numbers = list(range(200_000))
print(sum(numbers), len(set(numbers)), sorted(numbers, key=lambda x: -x)[:2], numbers[::50_000])
table = {i: str(i) for i in range(100_000)}
print(len(table), table[99_999], sum(len(v) for v in table.values()))
for i in range(0, 100_000, 2):
    del table[i]
print(len(table), next(iter(table)), list(table)[-1])
namespace = {}
exec("\n".join(f"v{i} = {i}" for i in range(5_000)), namespace)
print(sum(v for k, v in namespace.items() if k.startswith("v")))
exec("def many(" + ", ".join(f"a{i}=0" for i in range(300)) + "): return a0 + a299", namespace)
print(namespace["many"](1, a299=2))
print((lambda *args, **kwargs: (len(args), len(kwargs)))(*range(20_000), **{f"k{i}": i for i in range(5_000)}))
exec("x = 0\nfor i in range(3):\n" + "".join(f" x += {i}\n" for i in range(3_000)), namespace)
print(namespace["x"])
exec("def branch(n):\n" + "".join(f"  {'if' if i == 0 else 'elif'} n == {i}: return {i * i}\n" for i in range(1_000)) + "  return -1", namespace)
print(namespace["branch"](999), namespace["branch"](5_000))
classes = [type(f"C{i}", (), {"n": i}) for i in range(2_000)]
print(sum(c().n for c in classes))
parent = object
for i in range(90):
    parent = type(f"D{i}", (parent,), {f"m{i}": i})
print(len(parent.__mro__), parent().m0, parent().m89)
generators = [(x for x in range(3)) for _ in range(10_000)]
print(sum(next(g) + next(g) for g in generators))
closures = [lambda i=i: i for i in range(20_000)]
print(sum(f() for f in closures))
print(len("a" * 5_000_000), len(b"b" * 5_000_000), len([None] * 2_000_000), "needle" in "hay" * 500_000 + "needle")
print(("x" * 1_000_000 + "y").index("y"))
deepest = "(" * 90 + "1" + ")" * 90
print(eval(deepest), eval("[" * 90 + "]" * 90) is not None, eval("-" * 500 + "1"), eval("not " * 301 + "0"))
