from collections import ChainMap, UserDict
from types import MappingProxyType


class Listed:
    def __len__(self):
        return 4

    def __getitem__(self, key):
        return key * 2

    def __iter__(self):
        return iter("ab")

    def __contains__(self, key):
        return key == "z"

    def keys(self):
        return ["k"]


class Sub(dict):
    def __len__(self):
        return 7


for mapping in (ChainMap({"a": 1}, {"b": 2}), UserDict(b=2), Sub(c=3), Listed(), UserDict()):
    proxy = MappingProxyType(mapping)
    print(len(proxy), bool(proxy), list(proxy), "a" in proxy, "z" in proxy, dict(proxy), {**proxy})
    print([key for key in proxy], sorted(proxy), max(proxy, default=None), not proxy)
    try:
        print(proxy["b"], proxy == mapping)
        proxy["x"] = 1
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
