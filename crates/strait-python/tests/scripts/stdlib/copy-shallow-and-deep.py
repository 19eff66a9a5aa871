import copy
import collections
import datetime

inner = [1, 2]
original = {"list": inner, "again": inner, "tuple": (inner, 3), "set": {1}}
shallow, deep = copy.copy(original), copy.deepcopy(original)
inner.append(3)
print(shallow["list"], deep["list"], deep["list"] is deep["again"], deep["tuple"][0] is deep["list"])
print(shallow is original, deep == original)
loop = [1]
loop.append(loop)
twin = copy.deepcopy(loop)
print(twin, twin[1] is twin, twin is loop)
print(copy.copy([1]) == [1], copy.copy((1,)) == (1,), copy.deepcopy("s"), copy.deepcopy(None))
print(copy.deepcopy(len) is len, copy.copy(1.5), copy.deepcopy(int) is int, copy.copy({1}) == {1})
print(copy.deepcopy(bytearray(b"a")), copy.deepcopy(collections.deque([[1]])))
print(copy.deepcopy(collections.OrderedDict(a=[1])), copy.copy(collections.Counter("aa")))
print(copy.deepcopy(datetime.date(2024, 1, 1)), copy.copy(range(3)), copy.deepcopy((1, (2,))), copy.copy(slice(1)))
print(copy.deepcopy(frozenset([1])))


class Node:
    def __init__(self, value, links=()):
        self.value, self.links = value, list(links)


class Custom:
    def __init__(self, x):
        self.x = x

    def __copy__(self):
        return Custom(f"copy of {self.x}")

    def __deepcopy__(self, memo):
        memo[id(self)] = result = Custom(f"deep copy of {copy.deepcopy(self.x, memo)}")
        return result


class State:
    def __init__(self):
        self.kept, self.lost = [1], "lost"

    def __getstate__(self):
        return {"kept": self.kept}

    def __setstate__(self, state):
        self.__dict__.update(state, restored=True)


class Slots:
    __slots__ = ("a",)


class Names(list):
    pass


a = Node("a")
b = Node("b", [a])
a.links.append(b)
c = copy.deepcopy(a)
print(c.value, c.links[0].links[0] is c, c.links[0] is b, copy.copy(a).links is a.links, copy.copy(Custom(1)).x)
print(copy.deepcopy([Custom(2)])[0].x, vars(copy.copy(State())))
s = Slots()
s.a = [1]
n = Names([1, [2]])
n.tag = ["t"]
m = copy.deepcopy(n)
print(copy.deepcopy(s).a, copy.copy(s).a is s.a, m, m.tag, m.tag is n.tag, type(m).__name__, copy.copy(n).tag is n.tag)
error = copy.copy(ValueError("v", 1))
print(repr(error), copy.deepcopy(KeyError("k")).args)
for bad in ((x for x in []),):
    try:
        copy.deepcopy(bad)
    except TypeError as problem:
        print(problem)
