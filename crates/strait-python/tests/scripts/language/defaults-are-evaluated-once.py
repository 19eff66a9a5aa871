def grow(item, into=[]):
    into.append(item)
    return into


print(grow(1), grow(2), grow(3, []), grow(4))
print(grow.__defaults__)
base = 10


def add(x, n=base, *, m=base * 2):
    return x + n + m


base = 99
print(add(1), add(1, 2), add(1, m=0), add.__defaults__, add.__kwdefaults__)
add.__defaults__ = (5,)
add.__kwdefaults__ = {"m": 1}
print(add(1))
add.__defaults__ = None
try:
    add(1)
except TypeError as error:
    print(error)


def first(a, b=lambda: "b", c=(c := "bound while defining")):
    return a, b(), c


print(first(1), c)


class Sentinel:
    missing = object()

    def get(self, key, default=missing):
        return "no default" if default is Sentinel.missing else default


print(Sentinel().get("k"), Sentinel().get("k", None))


def use(x, cache={}):
    if x not in cache:
        cache[x] = len(cache)
    return cache[x]


print(use("a"), use("b"), use("a"), use.__defaults__)
