class Box:
    pass


a = b = c = [1]
a.append(2)
print(a, b, c, a is c)

x, y = 1, 2
x, y = y, x
print(x, y)

(first, second), [third, *rest] = (1, 2), "abcd"
print(first, second, third, rest)

box = Box()
table = {}
items = [0, 0, 0, 0]
box.name, table["k"], items[1], items[2:] = "n", "v", 1, (7, 8, 9)
print(box.name, table, items)

# Targets are assigned from left to right, so the index sees the value just assigned.
i = 0
i, items[i] = 3, "at three"
print(i, items)

single, = [10]
[only] = (20,)
print(single, only)

() = []
[] = ()

box.left = box.right = table["both"] = 5
print(box.left, box.right, table)
