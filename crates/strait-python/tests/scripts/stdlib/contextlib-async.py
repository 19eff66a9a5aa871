import asyncio
import contextlib


@contextlib.asynccontextmanager
async def session(name):
    print("open", name)
    await asyncio.sleep(0)
    try:
        yield name
    except ValueError as error:
        print("handled", error)
    finally:
        await asyncio.sleep(0)
        print("close", name)


class Feed:
    async def aclose(self):
        print("aclose")


async def main():
    async with session("a") as a, session("b"):
        print(a)
    async with session("c"):
        raise ValueError("inside")

    @session("decorated")
    async def work():
        return "worked"

    print(await work())
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(session("d"))
        stack.enter_context(contextlib.nullcontext())
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(print, "sync callback")
        print("in the stack")
    async with contextlib.aclosing(Feed()) as feed:
        print(type(feed).__name__)
    async with contextlib.nullcontext(5) as five:
        print(five)
    try:
        async with session("e"):
            raise KeyError("passes")
    except KeyError as error:
        print(repr(error))

    async def numbers():
        try:
            for i in range(5):
                yield i
        finally:
            print("numbers closed")

    async with contextlib.aclosing(numbers()) as ns:
        async for n in ns:
            if n == 1:
                break
    print("left")
    try:
        with session("wrong"):
            pass
    except TypeError as error:
        print(error)


asyncio.run(main())
