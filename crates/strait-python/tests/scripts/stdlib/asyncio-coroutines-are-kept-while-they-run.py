# A coroutine that runs is kept, also when nothing but its task knows it and a collection comes while it waits.
import asyncio
import gc


def count():
    for i in range(3):
        yield i


async def main():
    tasks = [asyncio.create_task(asyncio.sleep(0.01)) for _ in range(100)]
    await asyncio.sleep(0)
    gc.collect()
    generators = [count() for _ in range(200)]
    for generator in generators:
        next(generator)
    await asyncio.gather(*tasks)
    print(sum(list(generator) != [1, 2] for generator in generators), 'of', len(generators), 'generators ended early')


asyncio.run(main())
