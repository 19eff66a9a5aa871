import asyncio


async def step(name, fail=False):
    await asyncio.sleep(0)
    print("step", name)
    if fail:
        raise ValueError(name)
    return name


async def guarded():
    try:
        return await step("a", fail=True)
    except ValueError as error:
        await step("handler")
        raise KeyError("second") from error
    else:
        await step("never")
    finally:
        await step("finally")


async def returns_in_finally():
    try:
        return await step("try")
    finally:
        await step("cleanup")


async def loops():
    for i in range(3):
        try:
            await step(f"loop {i}")
            if i == 0:
                continue
            break
        finally:
            await step(f"end {i}")
    else:
        print("no else")


async def recursive(n):
    if n == 0:
        raise RuntimeError("bottom")
    return await recursive(n - 1)


async def main():
    try:
        await guarded()
    except KeyError as error:
        print(repr(error), repr(error.__cause__))
    print(await returns_in_finally())
    await loops()
    try:
        await recursive(50)
    except RuntimeError as error:
        depth, trace = 0, error.__traceback__
        while trace:
            depth, trace = depth + 1, trace.tb_next
        print(error, depth)
    never = step("never awaited")
    never.close()
    try:
        assert await step("x") == "y", "not y"
    except AssertionError as error:
        print(error)


asyncio.run(main())
