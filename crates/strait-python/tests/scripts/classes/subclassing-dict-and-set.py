class Lower(dict):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.update(*args, **kwargs)

    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())

    def update(self, *args, **kwargs):
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def __contains__(self, key):
        return super().__contains__(key.lower())


d = Lower({"Host": "h"}, Accept="*")
d["X-Y"] = 1
print(d, d["HOST"], "ACCEPT" in d, d.get("HOST"), d.get("host"), len(d), type(d.copy()).__name__, dict(d), {**d})
print(list(d), isinstance(d, dict))
d.setdefault("Direct", 5)
print(d, d.pop("Direct"), d == {"host": "h", "accept": "*", "x-y": 1})
d |= {"New": 1}
print(d, type(d | {}).__name__)


class Overridden(dict):
    def keys(self):
        return ["fake"]

    def __iter__(self):
        return iter(["iterated"])

    def __len__(self):
        return 77

    def items(self):
        return [("i", 1)]

    def __getitem__(self, key):
        return f"item {key}"

    def __repr__(self):
        return "Overridden()"


o = Overridden(a=1)
print(o["q"], list(o), len(o), o, {**o}, dict(o), o.values(), [*o], o.get("a"), bool(o), "a" in o)


def show(**kwargs):
    return kwargs


print(show(**o))
scope = type("Scope", (dict,), {"__missing__": lambda self, key: f"looked up {key}"})
print(eval("name", {}, scope()))


class Tagged(set):
    def __init__(self, *items):
        super().__init__(items)
        self.tag = "t"

    def add(self, item):
        print("add", item)
        super().add(item)
        return self


t = Tagged(1, 2)
t.add(3)
t.update([4])
print(sorted(t), t, type(t | {9}).__name__, type(t.copy()).__name__, t == {1, 2, 3, 4}, t.tag, t >= {1})
print(isinstance(t, set), hasattr(t & {1}, "tag"))
print(type(frozenset([1]) | {2}).__name__, type({2} | frozenset([1])).__name__, type("F", (frozenset,), {})([1]))
