# A small crawler: bounded workers, retries, a timeout, and a report in a set order.
import asyncio
import collections

SITE = {"/": ["/a", "/b"], "/a": ["/c"], "/b": ["/c", "/slow"], "/c": [], "/slow": []}
attempts = collections.Counter()


async def fetch(path):
    attempts[path] += 1
    await asyncio.sleep(0)
    if path == "/c" and attempts[path] < 3:
        raise ConnectionError(f"try {attempts[path]} of {path}")
    if path == "/slow":
        await asyncio.sleep(5)
    return SITE[path]


async def fetch_with_retries(path, tries=3):
    for attempt in range(tries):
        try:
            return await asyncio.wait_for(fetch(path), 0.02)
        except ConnectionError as error:
            last = error
            await asyncio.sleep(0.001 * 2**attempt)
        except TimeoutError:
            return None
    raise last


async def worker(queue, seen, results):
    while True:
        path = await queue.get()
        try:
            links = await fetch_with_retries(path)
            results[path] = "timeout" if links is None else len(links)
            for link in links or ():
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)
        finally:
            queue.task_done()


async def main():
    queue, seen, results = asyncio.Queue(), {"/"}, {}
    queue.put_nowait("/")
    workers = [asyncio.create_task(worker(queue, seen, results)) for _ in range(3)]
    await queue.join()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    for path in sorted(results):
        print(f"{path:<6} {results[path]!s:>8} after {attempts[path]}")


asyncio.run(main())
