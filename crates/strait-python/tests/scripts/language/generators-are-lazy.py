def countdown(n):
    print("start")
    while n:
        yield n
        n -= 1
    print("done")


g = countdown(2)
print("created")
print(next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value)
print(next(g, "default"), list(g))


def with_return():
    yield 1
    return "result"


g = with_return()
next(g)
try:
    next(g)
except StopIteration as stop:
    print(stop.value, stop.args)


def never():
    return
    yield


print(list(never()), list(with_return()), [*countdown(1)], dict(zip("ab", countdown(5))))
a, b = countdown(2)
print(a, b)


def infinite():
    n = 0
    while True:
        yield n
        n += 1


for x in infinite():
    if x * x > 50:
        break
print(x, 5 in infinite(), iter(g) is g)


def tree(node):
    if node:
        left, value, right = node
        yield from tree(left)
        yield value
        yield from tree(right)


print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))
print(next(x for x in infinite() if x % 7 == 6), type(g).__name__, with_return.__name__)
