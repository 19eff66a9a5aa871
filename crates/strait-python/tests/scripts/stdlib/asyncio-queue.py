import asyncio


async def main():
    queue = asyncio.Queue(maxsize=2)
    log = []

    async def producer():
        for i in range(5):
            await queue.put(i)
            log.append(f"put {i}")
        await queue.put(None)

    async def consumer():
        while (item := await queue.get()) is not None:
            log.append(f"got {item}")
            queue.task_done()
        queue.task_done()

    await asyncio.gather(producer(), consumer())
    await queue.join()
    print(log, queue.empty(), queue.qsize(), queue.maxsize)
    queue.put_nowait("a")
    queue.put_nowait("b")
    print(queue.full(), queue.get_nowait(), queue.qsize())
    queue.put_nowait("c")
    for use in (lambda: queue.put_nowait("x"), lambda: [queue.get_nowait() for _ in range(3)]):
        try:
            use()
        except (asyncio.QueueFull, asyncio.QueueEmpty) as error:
            print(repr(error))
    for kind in (asyncio.PriorityQueue, asyncio.LifoQueue):
        q = kind()
        for item in (3, 1, 2):
            q.put_nowait(item)
        print(kind.__name__, [await q.get() for _ in range(3)])
    waiting = [asyncio.create_task(queue.get()) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    for item in ("first", "second"):
        await queue.put(item)
    await asyncio.wait(waiting)
    print(["cancelled" if w.cancelled() else w.result() for w in waiting])
    try:
        await asyncio.wait_for(queue.get(), 0.01)
    except TimeoutError:
        print("nothing came")

    async def crawl(name, jobs, done):
        while True:
            depth = await jobs.get()
            done.append((name, depth))
            if depth < 2:
                for _ in range(2):
                    jobs.put_nowait(depth + 1)
            await asyncio.sleep(0)
            jobs.task_done()

    jobs, done = asyncio.Queue(), []
    jobs.put_nowait(0)
    workers = [asyncio.create_task(crawl(n, jobs, done)) for n in "ab"]
    await jobs.join()
    for w in workers:
        w.cancel()
    print(sorted(d for _, d in done), done[0])
    try:
        jobs.task_done()
    except ValueError as error:
        print(error)


asyncio.run(main())
