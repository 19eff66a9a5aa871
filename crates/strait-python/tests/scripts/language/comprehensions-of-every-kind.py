words = ["apple", "Bob", "cat", "apple"]
print([w.upper() for w in words], {w: len(w) for w in words}, sorted({w[0] for w in words}))
print([(a, b) for a in range(3) for b in range(a)], [x for x in range(20) if x % 2 if x % 3])
print([[row[i] for row in [[1, 2], [3, 4]]] for i in range(2)])
print(sum(x * x for x in range(4)), tuple(x for x in "ab"), max((len(w) for w in words), default=0))
print({k: v for k, v in zip("abc", range(3)) if v}, {**{k: 1 for k in "xy"}, "z": 2})
print([a + b for a, (b, *_) in [(1, (2, 3)), (4, (5,))]], [x if x else "none" for x in [0, 1]])
print([*(i for i in range(3)), *[j for j in "z"]], [lambda: 1 for _ in range(2)].__len__())
print([y for x in range(3) for y in [x * 10]], [x for x in range(3) for x in range(x)])
print({x: y for x in range(2) for y in range(2)})
target = {}
print([target["k"] for target["k"] in range(3)], target)
g = (print("made", i) or i for i in range(2))
print("nothing yet")
print(list(g), list(g))
print([f"{x}{y}" for x in "ab" for y in "12" if x + y != "a1"])
print([(lambda: n)() for n in range(3)], [n() for n in [lambda: i for i in range(3)]])


class Key:
    def __hash__(self):
        raise TypeError("my hash")


try:
    {Key(): 1 for _ in range(1)}
except TypeError as error:
    print(error)
try:
    print({[]: 1 for _ in "a"})
except TypeError as error:
    print(error)
