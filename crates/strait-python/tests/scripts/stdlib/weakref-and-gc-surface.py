import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def method(self):
        return self.name


n = Node("a")
r = weakref.ref(n)
p = weakref.proxy(n)
print(r() is n, p.name, r == weakref.ref(n), hash(r) == hash(n), weakref.getweakrefcount(n) > 0)
p.name = "changed through the proxy"
print(n.name)
values = weakref.WeakValueDictionary(k=n)
keys = weakref.WeakKeyDictionary({n: 1})
members = weakref.WeakSet([n])
print(values["k"] is n, keys[n], n in members, len(values), len(keys), len(members), list(values.items())[0][0])
print("zz" in values, values.get("zz"))
m = weakref.WeakMethod(n.method)
print(m()(), m() == n.method)
f = weakref.finalize(n, print, "finalized", n.name)
print(f.alive, f.detach() is not None, f.alive)
for wrong in (5, "text", [], {}, (1,), None):
    try:
        weakref.ref(wrong)
    except TypeError as error:
        print(error)
try:
    values["missing"]
except KeyError as error:
    print("KeyError", error)
a, b = Node("x"), Node("y")
a.other, b.other = b, a
dead = weakref.ref(a)
del a, b
gc.collect()
print(dead(), gc.isenabled(), type(gc.collect()).__name__, weakref.ref(Node).__call__() is Node)
