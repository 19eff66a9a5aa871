import datetime
import functools
import json
from typing import Any


class Registry(type):
    kinds: dict[str, type] = {}

    def __new__(mcls, name, bases, namespace, **options):
        cls = super().__new__(mcls, name, bases, namespace)
        if kind := options.get("kind"):
            mcls.kinds[kind] = cls
            cls.kind = kind
        return cls


class Item(metaclass=Registry):
    fields = ("name", "price")

    def __init__(self, **values):
        unknown = values.keys() - set(self.fields)
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        for field in self.fields:
            setattr(self, field, values.get(field))

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind} | {f: getattr(self, f) for f in self.fields if getattr(self, f) is not None}

    def __eq__(self, other):
        return type(self) is type(other) and self.to_json() == other.to_json()

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{f}={getattr(self, f)!r}' for f in self.fields)})"


class Food(Item, kind="food"):
    fields = Item.fields + ("best_before",)

    def expired(self, today):
        return self.best_before is not None and self.best_before < today


class Tool(Item, kind="tool"):
    @functools.cached_property
    def label(self):
        return self.name.upper()


def default(value):
    match value:
        case Item():
            return value.to_json()
        case datetime.date():
            return {"date": value.isoformat()}
    raise TypeError(f"cannot encode {type(value).__name__}")


def revive(table):
    if set(table) == {"date"}:
        return datetime.date.fromisoformat(table["date"])
    if kind := table.pop("kind", None):
        return Registry.kinds[kind](**table)
    return table


stock = [
    Food(name="milk", price=1.5, best_before=datetime.date(2024, 3, 1)), Tool(name="saw", price=20),
    Food(name="salt", price=0.5),
]
text = json.dumps({"stock": stock, "version": 2}, default=default, indent=1)
print(text)
loaded = json.loads(text, object_hook=revive)
print(loaded["stock"] == stock, loaded["stock"][1].label)
print([i.name for i in stock if isinstance(i, Food) and i.expired(datetime.date(2024, 6, 1))])
for bad in ['{"kind": "ghost"}', '{"kind": "tool", "weight": 1}', '{"date": "2024-99-01"}', "{"]:
    try:
        print(json.loads(bad, object_hook=revive))
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    json.dumps({1, 2}, default=default)
except TypeError as error:
    print(error)
total = sum(item.price for item in stock)
print(f"{total:.2f}", max(stock, key=lambda i: i.price), sorted(stock, key=lambda i: i.name)[0].name)
print(sorted(Registry.kinds))
