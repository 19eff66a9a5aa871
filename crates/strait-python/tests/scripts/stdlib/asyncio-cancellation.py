import asyncio


async def sleeper(log, swallow=False):
    try:
        log.append("start")
        await asyncio.sleep(10)
        log.append("never")
    except asyncio.CancelledError as error:
        log.append(f"cancelled {error.args}")
        if not swallow:
            raise
        return "swallowed"
    finally:
        log.append("finally")


async def main():
    log = []
    task = asyncio.create_task(sleeper(log))
    await asyncio.sleep(0)
    print(task.cancel("reason"), task.cancelled(), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print("awaiter sees", error.args, task.cancelled(), task.done(), log)
    print(task.cancel())
    try:
        task.result()
    except asyncio.CancelledError:
        print("result raises it too")

    log.clear()
    task = asyncio.create_task(sleeper(log, swallow=True))
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled(), log)

    log.clear()
    task = asyncio.create_task(sleeper(log))
    task.cancel()
    print(repr((await asyncio.gather(task, return_exceptions=True))[0]), log, "cancelled before it started")

    async def protected():
        await asyncio.sleep(0.01)
        log.append("protected ended")
        return "result"

    async def waits():
        inner = asyncio.create_task(protected())
        try:
            await asyncio.shield(inner)
        except asyncio.CancelledError:
            log.append("outer cancelled")
            return await inner

    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    print(await task, log)

    async def cleans():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(0)
            log.append("cleaned")

    log.clear()
    task = asyncio.create_task(cleans())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print(log)
    print(isinstance(asyncio.CancelledError(), Exception), asyncio.CancelledError.__mro__[1].__name__)


asyncio.run(main())


async def leaves_tasks_behind():
    async def background():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("run() cancels what is left")
            raise

    asyncio.create_task(background())
    await asyncio.sleep(0)
    return "main is done"


print(asyncio.run(leaves_tasks_behind()))
