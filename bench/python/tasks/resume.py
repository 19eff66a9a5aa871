"""A task waits again and again at the depth of calls that the argument says: the nanoseconds of each time."""

import asyncio
import sys
import time

TIMES = 200_000


async def wait_at(depth):
    if depth:
        return await wait_at(depth - 1)
    begun = time.perf_counter()
    for _ in range(TIMES):
        await asyncio.sleep(0)
    return (time.perf_counter() - begun) / TIMES


print(round(asyncio.run(wait_at(int(sys.argv[1]))) * 1e9))
