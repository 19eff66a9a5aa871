import asyncio


async def job(n, log=None):
    await asyncio.sleep(n / 100)
    if log is not None:
        log.append(n)
    if n == 2:
        raise ValueError(f"job {n}")
    return n * 10


async def main():
    print(await asyncio.gather(), await asyncio.gather(job(3), job(1), job(0)))
    print([repr(r) for r in await asyncio.gather(job(1), job(2), job(3), return_exceptions=True)])
    log = []
    try:
        await asyncio.gather(job(1, log), job(2, log), job(4, log))
    except ValueError as error:
        print("failed:", error, log)
    await asyncio.sleep(0.05)
    print("the others went on:", log)
    inner = asyncio.gather(job(0), job(1))
    print(await asyncio.gather(inner, job(3)))
    same = job(1)
    print(await asyncio.gather(same, same))
    group = asyncio.gather(job(5), job(6))
    await asyncio.sleep(0)
    group.cancel()
    try:
        await group
    except asyncio.CancelledError:
        print("cancelled as a whole")
    tasks = [asyncio.create_task(job(n)) for n in (3, 1, 2)]
    for next_done in asyncio.as_completed(tasks):
        try:
            print(await next_done)
        except ValueError as error:
            print(repr(error))
    done, pending = await asyncio.wait([asyncio.create_task(job(n)) for n in (0, 4)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), done.pop().result())
    done, pending = await asyncio.wait(pending, timeout=0.001)
    print(len(done), len(pending))
    done, _ = await asyncio.wait(pending)
    print([t.result() for t in done])
    done, pending = await asyncio.wait([asyncio.create_task(job(n)) for n in (2, 5)], return_when=asyncio.FIRST_EXCEPTION)
    print([repr(t.exception()) for t in done], len(pending))
    for t in pending:
        t.cancel()
    print([type(r).__name__ for r in await asyncio.gather(*pending, return_exceptions=True)])


asyncio.run(main())
