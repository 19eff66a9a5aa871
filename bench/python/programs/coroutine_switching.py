"""100,000 switches between tasks: each awaits `asyncio.sleep(0)` again and again."""
import asyncio

TASKS = 100
TURNS = 1_000


async def worker(name, log):
    total = 0
    for turn in range(TURNS):
        await asyncio.sleep(0)
        total += turn ^ name
    log.append(name)
    return total


async def main():
    log = []
    totals = await asyncio.gather(*(worker(name, log) for name in range(TASKS)))
    print(sum(totals), log == list(range(TASKS)))


asyncio.run(main())
