import json

data = {
    "s": "é\n\"\\/\x01\u2028", "n": None, "t": True, "f": False, "i": 10**20, "x": 1.5, "e": 1e100, "l": [], "d": {},
    "nested": [{"a": (1, 2)}, [[]]], 1: "int key", 1.5: "float key", None: "null key", True: "bool key",
}
print(json.dumps(data))
print(json.dumps(data, ensure_ascii=False, sort_keys=False, separators=(",", ":")))
print(json.dumps({"b": [1, {"c": []}], "a": {}}, indent=2, sort_keys=True))
print(json.dumps([1, [2, {"k": "v"}]], indent="\t"), json.dumps([], indent=2), json.dumps({}, indent=2))
print(json.dumps([1, 2], indent=0))
print(json.dumps([float("inf"), float("-inf"), float("nan"), 1.0, -0.0, 0.1, 1e16, 5e-324, 123456789.123]))
print(json.dumps("😀"), json.dumps("\ud800"), json.dumps(""), json.dumps(5), json.dumps(None))


class Point:
    def __init__(self, x):
        self.x = x


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"point": o.x}
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)


class Level(int):
    def __repr__(self):
        return "Level!"


class Text(str):
    pass


import collections
import enum


class Colour(enum.IntEnum):
    RED = 1


print(json.dumps([Point(1), {2, 1}], cls=Encoder), json.dumps(Point(Point(2)), default=lambda o: [o.x]))
print(json.dumps({Text("k"): Text("v"), Level(3): Level(4), Colour.RED: Colour.RED}))
print(json.dumps(collections.OrderedDict(b=1, a=2)), json.dumps(collections.namedtuple("P", "x y")(1, 2)))
print(json.dumps({(1, 2): 3, "ok": 1}, skipkeys=True))
circular = []
circular.append(circular)
table = {}
table["self"] = table
for value, options in [
    (Point(1), {}), ({1, 2}, {}), ({(1,): 2}, {}), (circular, {}), (table, {}), (float("nan"), {"allow_nan": False}),
    (b"x", {}), (1j, {}), ({"a": [object]}, {}), ([Point(1)], {"default": lambda o: o}),
    ({1: 1, "a": 2}, {"sort_keys": True}),
]:
    try:
        print(json.dumps(value, **options))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(list(json.JSONEncoder().iterencode([1, {"a": 2}])), json.JSONEncoder(indent=1).encode([1]))
print(json.dumps({"a": 1, "b": {"c": [1, 2]}}, indent=4, separators=(" , ", " = ")))
