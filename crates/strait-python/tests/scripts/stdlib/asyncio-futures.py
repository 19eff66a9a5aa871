import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future.done(), future.cancelled())
    loop.call_soon(future.set_result, "set")
    print(await future, future.done(), future.result(), future.exception())
    for action in (
        lambda: future.set_result(1), lambda: loop.create_future().result(), lambda: loop.create_future().exception(),
        lambda: future.set_exception(ValueError()),
    ):
        try:
            action()
        except asyncio.InvalidStateError as error:
            print(error)
    failing = loop.create_future()
    failing.set_exception(KeyError("k"))
    try:
        await failing
    except KeyError as error:
        print(repr(error), repr(failing.exception()))
    cancelled = loop.create_future()
    print(cancelled.cancel(), cancelled.cancel(), cancelled.cancelled())
    try:
        await cancelled
    except asyncio.CancelledError:
        print("cancelled")
    log, several = [], loop.create_future()

    async def waiter(n):
        log.append((n, await several))

    tasks = [asyncio.create_task(waiter(n)) for n in range(3)]
    several.add_done_callback(lambda f: log.append("callback"))
    await asyncio.sleep(0)
    several.set_result("go")
    await asyncio.gather(*tasks)
    print(log)
    print(asyncio.isfuture(future), asyncio.iscoroutine(c := waiter(9)), asyncio.iscoroutinefunction(waiter))
    print(asyncio.iscoroutine(5))
    c.close()
    ensured = asyncio.ensure_future(waiter_of("x"))
    print(type(ensured).__name__, await ensured, asyncio.ensure_future(future) is future)
    try:
        loop.create_future().set_exception(StopIteration())
    except TypeError as error:
        print(error)

    class Awaitable:
        def __await__(self):
            return (yield from waiter_of("custom").__await__())

    print(await Awaitable(), await asyncio.gather(Awaitable(), Awaitable()))


async def waiter_of(value):
    await asyncio.sleep(0)
    return value


asyncio.run(main())
