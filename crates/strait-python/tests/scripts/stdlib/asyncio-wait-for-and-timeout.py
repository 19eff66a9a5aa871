import asyncio


async def slow(log, seconds=10):
    try:
        await asyncio.sleep(seconds)
        return "slow result"
    except asyncio.CancelledError:
        log.append("slow was cancelled")
        raise


async def main():
    log = []
    try:
        await asyncio.wait_for(slow(log), 0.01)
    except TimeoutError as error:
        print("timed out", repr(error), log)
    print(asyncio.TimeoutError is TimeoutError, await asyncio.wait_for(slow(log, 0), 5))
    print(await asyncio.wait_for(slow(log, 0.001), None))
    try:
        await asyncio.wait_for(slow(log), 0)
    except TimeoutError:
        print("zero times out at once", log)

    async def fails():
        raise KeyError("inside")

    try:
        await asyncio.wait_for(fails(), 1)
    except KeyError as error:
        print("error passes", error)

    try:
        async with asyncio.timeout(0.01) as scope:
            await slow(log)
    except TimeoutError:
        print("timeout block", scope.expired())
    async with asyncio.timeout(1) as scope:
        await asyncio.sleep(0)
    print(scope.expired(), scope.when() is not None)
    async with asyncio.timeout(None) as scope:
        await asyncio.sleep(0)
        scope.reschedule(asyncio.get_running_loop().time() + 5)
    print("rescheduled", scope.expired())
    try:
        async with asyncio.timeout(5):
            try:
                async with asyncio.timeout(0.01):
                    await slow(log)
            except TimeoutError:
                print("inner only")
            await asyncio.sleep(0)
            raise ValueError("own error")
    except ValueError as error:
        print(error)
    try:
        async with asyncio.timeout(0.01):
            async with asyncio.timeout(5):
                await slow(log)
    except TimeoutError as error:
        print("outer reaches in", type(error.__cause__).__name__)

    async def outer():
        async with asyncio.timeout(5):
            await slow(log)

    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("a cancel from outside stays a cancel")
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() - 1):
            await asyncio.sleep(1)
            print("never")
    except TimeoutError:
        print("deadline in the past")
    print(len(log))


asyncio.run(main())
