import contextlib


class Transaction:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        self.log.append("begin")
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.log.append("commit")
        else:
            self.log.append(f"rollback {kind.__name__}: {error}")
            return issubclass(kind, ValueError)

    def run(self, text):
        self.log.append(text)


log = []
with Transaction(log) as t:
    t.run("a")
with Transaction(log) as t:
    raise ValueError("bad value")
try:
    with Transaction(log):
        raise KeyError("k")
except KeyError:
    log.append("propagated")


def early():
    with Transaction(log):
        return "returned"


log.append(early())
print(*log, sep="\n")


class Reentrant:
    depth = 0

    def __enter__(self):
        self.depth += 1
        return self.depth

    def __exit__(self, *details):
        self.depth -= 1


r = Reentrant()
with r as one, r as two, r as three:
    print(one, two, three, r.depth)
print(r.depth)


class Decorator(contextlib.ContextDecorator):
    def __enter__(self):
        print("<", end="")

    def __exit__(self, *details):
        print(">")


@Decorator()
def inside():
    print("body", end="")


inside()
inside()


class Replace:
    def __enter__(self): pass

    def __exit__(self, kind, error, trace):
        raise RuntimeError("replaced") from error


try:
    with Replace():
        1 / 0
except RuntimeError as error:
    print(error, repr(error.__cause__), error.__context__ is error.__cause__)


class Generator:
    def __enter__(self):
        print("enter")

    def __exit__(self, *details):
        print("exit", details[0])


def numbers():
    with Generator():
        yield 1
        yield 2


for n in numbers():
    print(n)
g = numbers()
next(g)
g.close()
print([n for n in numbers()])
