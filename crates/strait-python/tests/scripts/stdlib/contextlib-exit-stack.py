import contextlib


@contextlib.contextmanager
def item(name):
    print("enter", name)
    try:
        yield name
    finally:
        print("exit", name)


with contextlib.ExitStack() as stack:
    names = [stack.enter_context(item(n)) for n in "ab"]
    stack.callback(print, "callback", sep="|", end="!\n")
    stack.push(lambda kind, error, trace: print("pushed", kind))
    print(names)

with contextlib.ExitStack() as stack:
    stack.push(lambda kind, error, trace: print("suppressing", error) or True)
    stack.enter_context(item("c"))
    raise ValueError("inside")
print("went on")

try:
    with contextlib.ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        stack.enter_context(item("d"))
        raise KeyError("first")
except ZeroDivisionError as error:
    print(repr(error), repr(error.__context__))

stack = contextlib.ExitStack()
stack.enter_context(item("kept"))
kept = stack.pop_all()
stack.close()
print("moved")
kept.close()


@contextlib.contextmanager
def all_or_none(*names):
    with contextlib.ExitStack() as stack:
        for n in names:
            if n == "bad":
                raise RuntimeError(f"cannot open {n}")
            stack.enter_context(item(n))
        yield names


try:
    with all_or_none("x", "bad", "y"):
        print("never")
except RuntimeError as error:
    print(error)
for wrong in (5, object()):
    try:
        with contextlib.ExitStack() as stack:
            stack.enter_context(wrong)
    except TypeError as error:
        print(error)
with contextlib.ExitStack() as stack:
    @stack.callback
    def goodbye():
        print("goodbye")

    print("deferred")
