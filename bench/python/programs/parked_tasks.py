"""10,000 tasks parked on an event, each some calls deep, then released at once; four times over."""
import asyncio

TASKS = 10_000
ROUNDS = 4


async def wait_deep(event, depth):
    if depth:
        return 1 + await wait_deep(event, depth - 1)
    await event.wait()
    return 0


async def parked(event, number):
    depth = await wait_deep(event, 5)
    return number + depth


async def main():
    total = 0
    for _ in range(ROUNDS):
        event = asyncio.Event()
        tasks = [asyncio.create_task(parked(event, number)) for number in range(TASKS)]
        await asyncio.sleep(0)
        event.set()
        total += sum(await asyncio.gather(*tasks))
    print(total)


asyncio.run(main())
