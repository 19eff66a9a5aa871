from collections import ChainMap, OrderedDict, UserDict, UserList, UserString

o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, o.popitem(last=False), o.popitem(), list(reversed(o)), o == {"b": 2})
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), OrderedDict())
print(OrderedDict.fromkeys("ab", 0), o | {"z": 1}, type(o.copy()).__name__)
base, top = {"a": 1, "b": 2}, {"b": 20}
m = ChainMap(top, base)
m["new"] = 5
print(m, m["a"], m["b"], dict(m), len(m), list(m), m.maps, m.parents, m.new_child({"a": 0})["a"], top, "a" in m)
print(m.get("q"), sorted(m.items()))
del m["b"]
print(m["b"], ChainMap(), m.pop("new"), ChainMap({"x": 1}) == {"x": 1})
for code in [
    "m['zz']", "del m['a']", "m.pop('a')", "o.move_to_end('q')", "OrderedDict().popitem()", "ChainMap({}).popitem()",
]:
    try:
        exec(code)
    except KeyError as error:
        print(code, "->", error)


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper({"a": 1}, b=2)
u.update(c=3)
u.setdefault("d", 4)
print(u, u.data, "A" in u, "a" in u, u | {"e": 5}, len(u), u.get("A"), u.pop("A"), u == {"B": 2, "C": 3, "D": 4})


class Sorted(UserList):
    def append(self, item):
        super().append(item)
        self.data.sort()


s = Sorted([3, 1])
s.append(2)
print(s, s[0:2], type(s[0:2]).__name__, s + [9], s == [1, 2, 3], s.index(2), 2 in s)
t = UserString("text")
print(t.upper(), type(t + "x").__name__, t == "text", t[1:], "%s" % t, len(t), hash(t) == hash("text"), t in {"text"})
