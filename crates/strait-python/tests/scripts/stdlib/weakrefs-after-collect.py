import gc
import weakref


class Thing:
    pass


thing = Thing()
reference = weakref.ref(thing, lambda reference: print("gone"))
print(reference() is thing)
del thing
print(reference())
values = weakref.WeakValueDictionary()
value = Thing()
values["a"] = value
print(len(values))
del value
gc.collect()
print(len(values), list(values))


def made_inside():
    inner = Thing()
    return weakref.ref(inner)


print(made_inside()())
finalizer = weakref.finalize(Thing(), print, "finalized")
gc.collect()
print(finalizer.alive)
circle = Thing()
circle.itself = circle
seen = weakref.ref(circle)
circle = None
gc.collect()
print(seen())
kept = [Thing()]
proxy = weakref.proxy(kept[0])
proxy.x = 5
print(kept[0].x, weakref.getweakrefcount(kept[0]))
kept.clear()
gc.collect()
try:
    proxy.x
except ReferenceError as error:
    print(error)
