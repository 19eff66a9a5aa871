import collections


def read(message):
    match message:
        case {"type": "text", "body": str(body)}:
            return f"text {body}"
        case {"type": "move", "to": [x, y], **rest}:
            return f"move {x} {y} {rest}"
        case {"type": ("a" | "b") as kind}:
            return f"kind {kind}"
        case {1: one, "nested": {"deep": deep}}:
            return f"nested {one} {deep}"
        case {None: value} | {True: value}:
            return f"odd key {value}"
        case {}:
            return "some mapping"
        case _:
            return "no mapping"


print(read({"type": "text", "body": "hi", "more": 1}))
print(read({"type": "text", "body": 5}))
print(read({"type": "move", "to": (1, 2), "fast": True, "n": 0}))
print(read({"type": "b"}))
print(read({1: "x", "nested": {"deep": []}}))
print(read({None: 1}), read({True: 2}), read({1: 3}))
print(read({}), read([]), read("type"))
print(read(collections.OrderedDict(type="a")), read(collections.ChainMap({}, {"type": "b"})))

table = collections.defaultdict(list)
match table:
    case {"missing": _}:
        print("found")
    case {**everything}:
        print("a pattern does not create keys", everything, dict(table))


class Constants:
    KEY = "from a dotted name"


match {"from a dotted name": 1}:
    case {Constants.KEY: value}:
        print(value)
