"""Parks tasks of a small coroutine, as many as the second argument says: in `sleep`, or on an `event` that then releases them."""

import asyncio
import sys


async def sleeping(number):
    await asyncio.sleep(2)
    return number


async def waiting(event, number):
    await event.wait()
    return number


async def main(kind, count):
    if kind == "sleep":
        tasks = [asyncio.create_task(sleeping(number)) for number in range(count)]
    else:
        event = asyncio.Event()
        tasks = [asyncio.create_task(waiting(event, number)) for number in range(count)]
        await asyncio.sleep(0)
        event.set()
    print(sum([await task for task in tasks]))


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
