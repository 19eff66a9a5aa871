class Session:
    def __enter__(self):
        print("open")
        return self

    def __exit__(self, kind, error, trace):
        print("close", kind.__name__)


def handle(message):
    match message:
        case {"op": op, "args": [*args]} if len(args) > 1:
            return args[0] // args[1]
        case str() as text:
            return text.upper
        case _:
            raise NotImplementedError


with Session() as session:
    print(handle({"op": "div", "args": [7, 2]}), handle("x")())
    handle({"op": "div", "args": [1, 0]})
