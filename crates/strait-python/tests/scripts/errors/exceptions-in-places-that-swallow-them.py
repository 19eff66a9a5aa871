# hasattr, getattr with a default, in, next with a default, except and contextlib.suppress each swallow only their own.
import contextlib


class Sly:
    def __init__(self, error):
        self.error = error

    def __getattr__(self, name):
        raise self.error

    def __eq__(self, other):
        raise self.error

    def __hash__(self):
        return 1

    def __len__(self):
        raise self.error

    def __bool__(self):
        raise self.error

    def __iter__(self):
        raise self.error

    def __contains__(self, item):
        raise self.error


missing, value, stop, index = Sly(AttributeError("a")), Sly(ValueError("v")), Sly(StopIteration("s")), Sly(IndexError("i"))
actions = {
    "hasattr": lambda s: hasattr(s, "x"),
    "getattr": lambda s: getattr(s, "x", "default"),
    "in list": lambda s: 5 in [s],
    "in": lambda s: 5 in s,
    "==": lambda s: s == 5,
    "dict": lambda s: {s: 1}.get(1),
    "list": lambda s: list(s),
    "bool": lambda s: bool(s),
    "any": lambda s: any([s]),
    "for": lambda s: [x for x in s],
    "next": lambda s: next((x for x in s), "default"),
    "len": lambda s: len(s),
    "unpack": lambda s: [*s],
    "format": lambda s: "{0.x}".format(s),
}
for name, action in actions.items():
    results = []
    for sly in (missing, value, stop, index):
        try:
            results.append(repr(action(sly)))
        except Exception as error:
            results.append(f"<{type(error).__name__} {error}>")
    print(name, *results)
with contextlib.suppress(ValueError, KeyError):
    bool(value)
print("suppressed")
