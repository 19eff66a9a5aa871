import asyncio


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def double(x):
    await asyncio.sleep(0)
    return x * 2


async def is_even(x):
    return x % 2 == 0


async def main():
    print([x async for x in numbers(4)])
    print([await double(x) for x in range(3)])
    print([await double(x) async for x in numbers(5) if await is_even(x)])
    print({x: await double(x) async for x in numbers(2)}, {await double(x) for x in [1, 1]})
    print([(x, y) async for x in numbers(2) for y in "ab"])
    print([[y async for y in numbers(x)] async for x in numbers(3)])
    lazy = (await double(x) async for x in numbers(3))
    print(type(lazy).__name__, [x async for x in lazy])
    awaiting = (await double(x) for x in range(2))
    print(type(awaiting).__name__, [x async for x in awaiting])
    print(await asyncio.gather(*[double(x) for x in range(3)]))
    print([await f(3) for f in (double, is_even)])
    print([x for x in [await double(1), await double(2)]])
    print(sum([x async for x in numbers(5)]), await double(await double(1)), -await double(1), (await double(2)) ** 2)
    try:
        [x for x in numbers(2)]
    except TypeError as error:
        print(error)
    try:
        list(x async for x in numbers(2))
    except TypeError as error:
        print(error)

    def inner_function_is_its_own_scope():
        return [x for x in range(2)]

    print(inner_function_is_its_own_scope(), f"{await double(4)}", await double(1) if await is_even(2) else 0)


asyncio.run(main())
