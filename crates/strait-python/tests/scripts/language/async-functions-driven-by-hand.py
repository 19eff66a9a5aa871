import types


class Wait:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        reply = yield self.name
        return f"{self.name}={reply}"


async def inner(name):
    try:
        return await Wait(name)
    finally:
        print("left", name)


async def outer():
    first = await inner("a")
    second = await inner("b")
    try:
        await inner("c")
    except ValueError as error:
        print("caught", error)
    return [first, second]


c = outer()
print(c.send(None), c.send(1), c.send(2), type(c).__name__)
try:
    c.throw(ValueError("thrown in"))
except StopIteration as stop:
    print(stop.value)
try:
    c.send(None)
except RuntimeError as error:
    print(error)

c = inner("closed")
c.send(None)
c.close()
c.close()


@types.coroutine
def bare():
    got = yield "from a generator"
    return got


async def uses():
    return await bare(), [await bare() for _ in range(2)], (await bare()) + 1


c = uses()
value = c.send(None)
try:
    while True:
        value = c.send(7)
        print(value)
except StopIteration as stop:
    print(stop.value)


async def wrong(x):
    await x


for x in [5, None, [], (i for i in [])]:
    try:
        wrong(x).send(None)
    except TypeError as error:
        print(error)
c = inner("never")
for use in [iter, next, list]:
    try:
        use(c)
    except TypeError as error:
        print(error)
c.close()
