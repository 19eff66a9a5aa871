import collections
import dataclasses
import pprint

data = {
    "name": "x" * 30, "list": list(range(30)), "nested": {"b": [1, (2, 3)], "a": {"deep": ["text " * 5] * 3}}, 1: None,
    "set": {3, 1, 2},
}
pprint.pprint(data)
pprint.pprint(data, width=120, sort_dicts=False, compact=True)
pprint.pprint(data, depth=2, indent=4, width=60)
print(
    pprint.pformat([1, 2]), pprint.pformat({"b": 1, "a": 2}),
    pprint.pformat("a long string that has to be split over lines because it is wide " * 2), pprint.pformat([]),
    pprint.pformat(b"bytes " * 20, width=40), pprint.pformat((1,)), pprint.pformat(frozenset([1])),
    pprint.pformat(10**20, underscore_numbers=True), sep="\n",
)
loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable([1]), pprint.saferepr({"b": 1, "a": 2}))


@dataclasses.dataclass
class Point:
    x: int
    label: str
    items: list


pprint.pprint(Point(1, "a label that is long enough", ["to wrap over several lines"] * 2))
several = [
    collections.OrderedDict(a=1), collections.defaultdict(list, k=[1]), collections.Counter("aab"),
    collections.deque([1, 2]), collections.ChainMap({"a": 1}), collections.namedtuple("N", "q")(5),
]
pprint.pprint(several, width=30)
pprint.pp({"z": 1, "a": [1, 2]})
pprint.PrettyPrinter(width=20).pprint({"key": "value of it", "other": ["a", "b", "c"]})
try:
    pprint.pprint([1], width=0)
except ValueError as error:
    print(error)
