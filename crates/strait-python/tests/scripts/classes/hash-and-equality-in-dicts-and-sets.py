class Key:
    def __init__(self, name, group=0):
        self.name, self.group = name, group

    def __eq__(self, other):
        print(f"{self.name}=={getattr(other, 'name', other)}", end=" ")
        return isinstance(other, Key) and self.name.lower() == other.name.lower()

    def __hash__(self):
        return hash(self.group)

    def __repr__(self):
        return self.name


a, b, c = Key("a"), Key("b"), Key("A")
d = {a: 1}
d[b] = 2
print(len(d))
d[c] = 3
print(d, d[a])
print(c in d, Key("z") in d, d.get(Key("B")), d.pop(Key("B")), d)
s = {a}
s.add(c)
print(len(s), s == {c})
try:
    d[Key("missing", 5)]
except KeyError as error:
    print(error, error.args[0].group)
print(d.setdefault(Key("A"), "not used"))


class Truncated:
    def __hash__(self):
        return 2**100

    def __eq__(self, other):
        return True


print(hash(Truncated()) == hash(2**100), {Truncated(): 1}[Truncated()])


class BadHash:
    def __hash__(self):
        return "text"


class NoHash:
    __hash__ = None


class Raises:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError("while probing")


for code in [
    "hash(BadHash())", "{NoHash()}", "hash([])", "hash(({}, 1))", "{1: 2}[[]]", "{Raises(): 1, 1: 2}", "set([{}])",
    "hash(slice(1)) == hash(slice(1))", "1 in {Raises()}", "frozenset([bytearray()])",
]:
    try:
        print(code, eval(code))
    except (TypeError, ValueError) as error:
        print(code, "->", error)
print(hash(1) == hash(1.0) == hash(True), hash(-1) == hash(-2), hash("a") == hash("a"), hash((1, 2)) == hash((1, 2)))
print(hash(0.5) == hash(1 / 2), hash(2**61 - 1), hash(2**61), hash(-(2**61)), hash(1.5), hash(float("inf")))
print(hash(10**20), hash(None) == hash(None))


class Changed(Key):
    def __eq__(self, other):
        return True


try:
    hash(Changed("x"))
except TypeError as error:
    print(error)
