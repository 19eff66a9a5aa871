import asyncio


async def ticks(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            got = yield i
            if got:
                print("got", got)
    except ValueError as error:
        print("caught", error)
        yield "recovered"
    finally:
        await asyncio.sleep(0)
        print("closed ticks")


async def main():
    print([i async for i in ticks(3)])
    g = ticks(5)
    print(await anext(g), await g.asend("hello"), await g.__anext__())
    print(await g.athrow(ValueError("boom")))
    try:
        await anext(g)
    except StopAsyncIteration:
        print("ended")
    print(await anext(g, "default"))
    g = ticks(2)
    await anext(g)
    await g.aclose()
    await g.aclose()
    print([x async for x in g])
    g = ticks(3)
    async for x in g:
        break
    await g.aclose()

    async def fails():
        yield 1
        raise KeyError("k")

    try:
        async for x in fails():
            print(x)
    except KeyError as error:
        print("failed", error)
    try:
        await fails().asend("too early")
    except TypeError as error:
        print(error)

    async def leaks():
        yield 1
        raise StopAsyncIteration

    try:
        [x async for x in leaks()]
    except RuntimeError as error:
        print(error)

    async def delegate():
        async for x in ticks(2):
            yield x * 10

    print([x async for x in delegate()], type(delegate()).__name__)


asyncio.run(main())
