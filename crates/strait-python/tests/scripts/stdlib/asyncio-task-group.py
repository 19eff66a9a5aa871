import asyncio


async def job(n, log, fail=False):
    try:
        await asyncio.sleep(n / 100)
        if fail:
            raise ValueError(f"job {n}")
        log.append(n)
        return n * 10
    except asyncio.CancelledError:
        log.append(f"{n} cancelled")
        raise


async def main():
    log = []
    async with asyncio.TaskGroup() as group:
        a = group.create_task(job(2, log))
        b = group.create_task(job(1, log), name="named")
        log.append("body ends")
    print(a.result(), b.result(), b.get_name(), log)

    log.clear()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job(1, log, fail=True))
            group.create_task(job(5, log))
            group.create_task(job(0, log))
            await asyncio.sleep(10)
            log.append("never")
    except* ValueError as errors:
        print(errors.message, [str(e) for e in errors.exceptions], log)

    log.clear()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job(5, log))
            await asyncio.sleep(0)
            raise KeyError("from the body")
    except* KeyError as errors:
        print(repr(errors), log)

    async def spawner(group, depth, seen):
        seen.append(depth)
        if depth:
            group.create_task(spawner(group, depth - 1, seen))
            group.create_task(spawner(group, depth - 1, seen))

    seen = []
    async with asyncio.TaskGroup() as group:
        group.create_task(spawner(group, 3, seen))
    print(sorted(seen))

    async def two_fail():
        async with asyncio.TaskGroup() as group:
            group.create_task(job(0, log, fail=True))
            group.create_task(job(0, log, fail=True))

    try:
        await two_fail()
    except ExceptionGroup as errors:
        print(len(errors.exceptions), errors)

    log.clear()

    async def whole():
        async with asyncio.TaskGroup() as group:
            group.create_task(job(5, log))

    task = asyncio.create_task(whole())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled from outside", log)
    try:
        unused = job(0, log)
        group.create_task(unused)
    except RuntimeError as error:
        print(str(error).split(">")[-1].strip())
    finally:
        unused.close()


asyncio.run(main())
