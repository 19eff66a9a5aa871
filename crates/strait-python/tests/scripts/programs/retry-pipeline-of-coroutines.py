import asyncio
import functools
import random


class Flaky:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.calls = 0

    async def fetch(self, n):
        self.calls += 1
        await asyncio.sleep(0)
        if self.random.random() < 0.4:
            raise ConnectionError(f"lost {n}")
        return {"id": n, "value": n * n}


def retry(times, on=(ConnectionError,)):
    def decorate(f):
        @functools.wraps(f)
        async def wrapper(*args, **kwargs):
            errors = []
            for attempt in range(1, times + 1):
                try:
                    return await f(*args, **kwargs)
                except on as error:
                    errors.append(error)
                    await asyncio.sleep(0.0005 * attempt)
            raise ExceptionGroup(f"{f.__name__}{args} failed {times} times", errors)

        return wrapper

    return decorate


async def source(n):
    for i in range(n):
        yield i


async def pipeline(service, n, width):
    limit = asyncio.Semaphore(width)

    @retry(3)
    async def get(i):
        async with limit:
            return await service.fetch(i)

    async with asyncio.TaskGroup() as group:
        async def safe(i):
            try:
                return await get(i)
            except* ConnectionError as lost:
                failures[i] = [str(e) for e in lost.exceptions]

        failures = {}
        tasks = [group.create_task(safe(i)) async for i in source(n)]
    return [t.result() for t in tasks], failures


async def main():
    service = Flaky(1)
    results, failures = await pipeline(service, 12, 1)
    good = [r for r in results if r]
    print(len(good), service.calls >= 12)
    print(sorted(r["value"] for r in good if r["id"] not in failures) == sorted(n * n for n in range(12) if n not in failures))
    print(all(len(texts) == 3 and texts[0] == f"lost {i}" for i, texts in failures.items()), len(good) + len(failures))

    @retry(2, on=(ValueError,))
    async def never(x):
        """Doc is kept."""
        raise ValueError(x)

    try:
        await never("arg")
    except ExceptionGroup as group:
        print(group.message, [repr(e) for e in group.exceptions], never.__doc__, never.__name__)


asyncio.run(main())
