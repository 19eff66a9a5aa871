def average():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        if value is None:
            return total
        total += value
        count += 1
        mean = total / count


g = average()
try:
    g.send(5)
except TypeError as error:
    print(error)
print(g.send(None), g.send(10), g.send(20), g.send(60))
try:
    g.send(None)
except StopIteration as stop:
    print("total", stop.value)


def echo():
    received = []
    while len(received) < 3:
        received.append((yield len(received)))
    x = yield received, (yield "nested first")
    print("x is", x)
    yield [(yield "in a list"), (yield "second")]


g = echo()
print(next(g), g.send("a"), next(g), g.send("c"), g.send("inner"), g.send("outer"), g.send(1), g.send(2))
print(list(g))


def arguments():
    print((yield), (yield), sep="/")
    yield f"{(yield 'f-string')!r}"


g = arguments()
g.send(None)
g.send("one")
print(g.send("two"), g.send("x"))
try:
    g.send("end")
except StopIteration:
    print("ended")
try:
    g.send("after the end")
except StopIteration as stop:
    print("still ended", stop.value)
