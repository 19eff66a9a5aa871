"""1,000 tasks that each wait 1,000 times for the others to have their turn: the seconds of all."""

import asyncio
import time


async def turns():
    for _ in range(1000):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*[turns() for _ in range(1000)])


begun = time.perf_counter()
asyncio.run(main())
print(round(time.perf_counter() - begun, 2))
