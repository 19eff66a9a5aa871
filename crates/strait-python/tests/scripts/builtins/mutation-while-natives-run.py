# What a callback does to the container that a built-in function walks over.
class Sneaky:
    def __init__(self, action, value=0):
        self.action, self.value = action, value

    def __eq__(self, other):
        self.action()
        return False

    def __hash__(self):
        return 1

    def __lt__(self, other):
        self.action()
        return True

    def __repr__(self):
        self.action()
        return "S"

    def __index__(self):
        self.action()
        return self.value


items = [1, 2, 3]
items[1] = Sneaky(items.clear)
print(items.count(5), items)
items = [1, 2, 3, 4]
items[0] = Sneaky(items.clear)
try:
    print(items.index(4))
except ValueError as error:
    print(error)
items = [0, 1]
items[0] = Sneaky(lambda: items.append(9) if len(items) < 5 else None)
print(items, len(items))
items = [1, 2, 3]
items[0] = Sneaky(lambda: items.pop() if len(items) > 1 else None)
print(items, items == [1], 7 in items)
d = {}
key = Sneaky(lambda: None)
d[key] = 1
d[1] = 2
print(len(d), 1 in d, d[1])
d = {"a": 1}
d["s"] = Sneaky(lambda: d.setdefault("x", 0))
try:
    print(repr(d))
except RuntimeError as error:
    print(error)
items = list(range(5))
print("".join(str(x) for x in items), [x for x in items if not (len(items) > 3 and items.pop())])
items = [1, 2, 3]
print(list(map(lambda x: items.append(x) or x if len(items) < 6 else x, items)), items)
d = {1: 1, 2: 2}
try:
    for k, v in d.items():
        d[k] = v * 10
        d.setdefault(k, 0)
        if k == 2:
            d[3] = 3
except RuntimeError as error:
    print(error, d)
items = [3, 2, 1]
for i, x in enumerate(items):
    if x == 2:
        items.insert(0, "new") if len(items) < 5 else None
print(items)
s = {1, 2, 3}
print(sorted(x for x in s.copy() if s.discard(x) is None), s)
it = iter([1, 2, 3])
print([(x, next(it, None)) for x in it])
a = [1, 2, 3]
a[:] = (x * 2 for x in a)
print(a)
a[1:2] = a
print(a)
a.extend(reversed(a))
print(a)
