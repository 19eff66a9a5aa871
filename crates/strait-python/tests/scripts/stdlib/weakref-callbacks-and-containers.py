import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name})"


def references():
    thing = Thing("short")
    return weakref.ref(thing), weakref.ref(thing, lambda reference: print("gone", reference() is None))


first, second = references()
kept = Thing("kept")
values = weakref.WeakValueDictionary(a=kept)
values["b"] = Thing("dropped")
keys = weakref.WeakKeyDictionary({kept: 1})
members = weakref.WeakSet([kept])
gc.collect()
print(first(), second(), values.get("b"), sorted(values), len(values), keys[kept], kept in members)
print(weakref.ref(kept) is weakref.ref(kept), weakref.getweakrefcount(kept) > 1, weakref.ref(kept)() is kept)
proxy = weakref.proxy(kept)
proxy.name = "renamed"
print(kept, proxy.name, type(proxy).__name__, isinstance(proxy, Thing), repr(first)[-5:])
for wrong in ["weakref.ref(5)", "weakref.ref('a')", "weakref.proxy([])", "values['b']", "weakref.WeakSet([1])"]:
    try:
        eval(wrong)
    except (TypeError, KeyError) as error:
        print(wrong, type(error).__name__, error)
