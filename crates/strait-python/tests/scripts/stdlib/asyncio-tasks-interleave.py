import asyncio


async def worker(name, steps, log):
    for i in range(steps):
        log.append(f"{name}{i}")
        await asyncio.sleep(0)
    return name.upper()


async def main():
    log = []
    a = asyncio.create_task(worker("a", 3, log), name="first")
    b = asyncio.create_task(worker("b", 2, log))
    log.append("created")
    print(a.done(), a.get_name(), b.get_name().startswith("Task-"), asyncio.current_task() is a)
    print(await a, a.done(), a.result(), a.exception(), b.done(), await b)
    print(log)
    log.clear()
    done = await asyncio.gather(worker("x", 2, log), worker("y", 1, log), worker("z", 3, log))
    print(done, log)
    task = asyncio.create_task(worker("t", 1, log))
    task.add_done_callback(lambda t: log.append(f"callback {t.result()}"))
    await task
    log.append("after await")
    await asyncio.sleep(0)
    print(log[-3:])
    loop = asyncio.get_running_loop()
    order = []
    loop.call_soon(order.append, "soon")
    loop.call_later(0.02, order.append, "later 2")
    loop.call_later(0.01, order.append, "later 1")
    handle = loop.call_later(0.015, order.append, "cancelled")
    handle.cancel()
    order.append("now")
    await asyncio.sleep(0.03)
    print(order)
    try:
        task.result(), asyncio.create_task(5)
    except TypeError as error:
        print(error)
    unfinished = asyncio.create_task(worker("u", 1, log))
    try:
        unfinished.result()
    except asyncio.InvalidStateError as error:
        print(error)
    await unfinished
    print(len(asyncio.all_tasks()), await asyncio.sleep(0, "value of sleep"))


asyncio.run(main())
try:
    asyncio.run(5)
except ValueError as error:
    print(error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
