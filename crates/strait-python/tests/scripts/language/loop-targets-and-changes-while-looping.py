for i in range(3):
    i = i * 10
    print(i, end=" ")
print(i)
table = {}
for table["k"], *rest in [(1, 2, 3), (4, 5)]:
    print(table, rest)
grid = [0, 0, 0]
for grid[1] in "ab":
    print(grid)
for (a, b), c in {("x", "y"): "z"}.items():
    print(a, b, c)

items = [1, 2, 3]
for x in items:
    if len(items) < 6:
        items.append(x * 10)
print(items)
items = [1, 2, 3, 4, 5, 6]
for x in items:
    items.remove(x)
print(items)

for kind, change in [("dict", lambda d: d.update({len(d): 0})), ("dict", lambda d: d.pop(0))]:
    d = {0: "a", 1: "b"}
    try:
        for k in d:
            change(d)
    except RuntimeError as error:
        print(error)
d = {0: "a", 1: "b"}
try:
    for k in d:
        del d[k]
        d[k + 10] = "new"
except RuntimeError as error:
    print(error)
s = {1, 2}
try:
    for x in s:
        s.add(x + 100)
except RuntimeError as error:
    print(error)
for k in list(d):
    del d[k]
print(d)
for x in [] or [1]: print(x)
for line in "a", "b": print(line, end=";")
for x in *[1, 2], 3: print(x, end=";")
print()
