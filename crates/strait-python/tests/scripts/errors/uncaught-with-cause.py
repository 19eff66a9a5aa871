def load(name):
    try:
        return {"a": "1"}[name]
    except KeyError as error:
        raise LookupError(f"no setting {name!r}") from error


def number(name):
    try:
        return int(load(name))
    except LookupError as error:
        raise RuntimeError("cannot start") from error


print(number("a"))
number("b")
