class Ring:
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Ring(*self.items[index])
        return self.items[index % len(self.items)]

    def __setitem__(self, index, value):
        print("set", index, value)
        self.items[index] = value

    def __delitem__(self, index):
        print("del", index)
        del self.items[index]

    def __contains__(self, item):
        print("contains", item, end=" ")
        return "yes" if item in self.items else ""

    def __reversed__(self):
        return iter(["reversed"])

    def __iter__(self):
        return iter(self.items)

    def __repr__(self):
        return f"Ring{tuple(self.items)}"


r = Ring(1, 2, 3)
print(len(r), r[4], r[-1], r[1:], r[::2], 2 in r, 9 not in r, list(reversed(r)))
r[0] = 5
r[1:] = [7]
del r[0]
r[0] += 1
print(r, list(r), bool(Ring()))


class OldStyle:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError(index)
        return index * 10


o = OldStyle()
print(list(o), 20 in o, 25 in o, [*o], max(o), tuple(zip(o, "ab")), o[3])
a, *b = o
print(a, b)
try:
    len(o)
except TypeError as error:
    print(error)
try:
    reversed(o)
except TypeError as error:
    print(error)


class Backwards:
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return index


print(list(reversed(Backwards())))


class OnlyIter:
    def __iter__(self):
        return iter("xyz")


print("y" in OnlyIter(), "q" in OnlyIter(), "".join(OnlyIter()), dict.fromkeys(OnlyIter(), 0))
print(sorted(OnlyIter(), reverse=True))
five = 5
for code in [
    "1 in 5", "five[0]", "five[0:1]", "OnlyIter()[0]", "len(OnlyIter())", "x = 5; x[0] = 1", "o[0] = 1", "del o[0]",
    "iter(5)", "class NoIter:\n __iter__ = None\niter(NoIter())", "class NoIn:\n __contains__ = None\n1 in NoIn()",
    "for x in Ring: pass",
]:
    try:
        exec(code)
    except TypeError as error:
        print(code.split("\n")[-1], "->", error)
