import asyncio


class Numbers:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


class Lock:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    async def __aenter__(self):
        print("enter", self.name)
        return self.name

    async def __aexit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__)
        return self.suppress


async def main():
    async for n in Numbers(3):
        print(n)
    else:
        print("else")
    async for n in Numbers(3):
        if n == 1:
            break
        continue
    else:
        print("not reached")
    print("broke at", n)
    async with Lock("a") as a, Lock("b"):
        print("inside", a)
    async with Lock("c", suppress=True):
        raise ValueError
    async with (Lock("d"), Lock("e") as e):
        print(e)
        return "value"


print(asyncio.run(main()))


async def misuse(kind):
    if kind == "for":
        async for x in [1]:
            pass
    elif kind == "with":
        async with open_nothing():
            pass
    else:
        for x in Numbers(1):
            pass


def open_nothing():
    return 5


for kind in ["for", "with", "plain"]:
    try:
        asyncio.run(misuse(kind))
    except TypeError as error:
        print(error)
for source in [
    "def f():\n await x", "await x", "def f():\n async for x in y: pass", "def f():\n async with x: pass",
    "def f():\n [x async for x in y]", "async def f():\n yield 1\n return 2", "async def f():\n yield from x",
]:
    try:
        compile(source, "s", "exec")
    except SyntaxError as error:
        print(error.msg)
