import asyncio


async def main():
    lock, log = asyncio.Lock(), []

    async def critical(name):
        async with lock:
            log.append(f"{name} in")
            await asyncio.sleep(0)
            log.append(f"{name} out")

    await asyncio.gather(*map(critical, "abc"))
    print(log, lock.locked())
    await lock.acquire()
    waiting = asyncio.create_task(critical("d"))
    await asyncio.sleep(0)
    print(lock.locked(), waiting.done())
    lock.release()
    await waiting
    try:
        lock.release()
    except RuntimeError as error:
        print(error)

    event, log = asyncio.Event(), []

    async def waits(n):
        log.append((n, await event.wait()))

    tasks = [asyncio.create_task(waits(n)) for n in range(3)]
    await asyncio.sleep(0)
    print(event.is_set(), log)
    event.set()
    await asyncio.gather(*tasks)
    print(event.is_set(), log, await event.wait())
    event.clear()
    print(event.is_set())

    semaphore, active, most = asyncio.Semaphore(2), 0, 0

    async def limited():
        nonlocal active, most
        async with semaphore:
            active += 1
            most = max(most, active)
            await asyncio.sleep(0.001)
            active -= 1

    await asyncio.gather(*(limited() for _ in range(6)))
    print(most, semaphore.locked())
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print(error)

    condition, items = asyncio.Condition(), []

    async def take(n):
        async with condition:
            await condition.wait_for(lambda: items)
            return n, items.pop(0)

    async def give():
        for item in "xy":
            async with condition:
                items.append(item)
                condition.notify()
            await asyncio.sleep(0)

    print(await asyncio.gather(take(1), take(2), give()))
    barrier = asyncio.Barrier(2)

    async def meet(name):
        await barrier.wait()
        return name

    print(await asyncio.gather(meet("a"), meet("b")), barrier.n_waiting)
    waiter = asyncio.create_task(lock.acquire())
    await waiter
    blocked = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    blocked.cancel()
    lock.release()
    await asyncio.sleep(0)
    print(blocked.cancelled(), lock.locked())


asyncio.run(main())
