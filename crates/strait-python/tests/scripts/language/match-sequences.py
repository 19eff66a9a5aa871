import collections.abc


def shape(x):
    match x:
        case []:
            return "empty"
        case [0]:
            return "just zero"
        case [x]:
            return f"one {x}"
        case (x, y) if x == y:
            return f"twins {x}"
        case [x, y]:
            return f"two {x} {y}"
        case ["go", *where]:
            return f"go {where}"
        case [first, [a, *_], *_, last]:
            return f"nested {first} {a} {last}"
        case first, *middle, last:
            return f"many {first} {middle} {last}"
        case _:
            return "no sequence"


for x in [
    [], (), [0], [5], (1, 1), [1, 2], ["go", "far", "away"], [1, [2, 3], 4], [1, [2], 3, 4, 5], range(4), "ab", b"ab",
    bytearray(b"ab"), {1, 2}, {}, iter([1]), None,
]:
    print(shape(x))
print(shape(collections.deque([1, 2, 3])), shape(memoryview(b"ab")))


class Own(collections.abc.Sequence):
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]


print(shape(Own(7, 8, 9)))
match 1, 2, 3:
    case 1, *rest:
        print(rest)
match [1, 2]:
    case [*_]:
        print("any sequence")
