counter = 0


def bump():
    global counter, created
    counter += 1
    created = "by bump"


bump(); bump()
print(counter, created)


def make():
    count = 0
    names = []

    def add(name):
        nonlocal count
        count += 1
        names.append(name)
        return count

    def reset():
        nonlocal count
        count = 0

    return add, reset, lambda: (count, names)


add, reset, show = make()
print(add("a"), add("b"), show())
reset()
print(add("c"), show())


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "inner"

        inner()
        return x

    return middle(), x


print(outer())


class Body:
    global from_class
    from_class = "set in a class body"
    mine = 1


print(from_class, hasattr(Body, "from_class"))
for source in [
    "def f():\n nonlocal q", "nonlocal z", "def f(a):\n global a", "def f():\n x = 1\n global x",
    "def f():\n print(x)\n global x", "def f():\n def g():\n  nonlocal x\n",
]:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno)
