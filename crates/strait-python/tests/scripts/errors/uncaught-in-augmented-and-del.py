def change(table, key):
    table[key] += 1
    del table[key]
    table[key] -= 1


def unpack(row):
    a, (b, *c) = row
    for x, y in [(1, 2), (3,)]:
        print(a, b, c, x, y)


try:
    change({"a": 1}, "a")
except KeyError as error:
    print("KeyError", error)
unpack((1, (2, 3)))
