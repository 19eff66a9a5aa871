"""Workers that take jobs from a queue, a limit on how fast, and what becomes of failures."""
import asyncio
import contextlib
import contextvars
import heapq
import logging
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

logging.basicConfig(stream=sys.stdout, format="%(levelname)-7s %(name)s %(funcName)s: %(message)s", level=logging.INFO)
request = contextvars.ContextVar("request", default="-")


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)
    seconds: float = field(default=0.01, compare=False)
    failures: int = field(default=0, compare=False)
    done: asyncio.Future = field(default=None, compare=False, repr=False)


class Transient(Exception):
    pass


class Pool:
    def __init__(self, size, *, attempts=3, limit=2):
        self.log = logging.getLogger("pool")
        self.queue = asyncio.PriorityQueue()
        self.limit = asyncio.Semaphore(limit)
        self.size, self.attempts = size, attempts
        self.counts = Counter()
        self.running = self.most = 0

    async def __aenter__(self):
        self.workers = [asyncio.create_task(self.work(i), name=f"worker-{i}") for i in range(self.size)]
        return self

    async def __aexit__(self, kind, error, trace):
        if error is None:
            await self.queue.join()
        for worker in self.workers:
            worker.cancel()
        ends = await asyncio.gather(*self.workers, return_exceptions=True)
        self.log.info("%d workers ended: %s", len(ends), {type(end).__name__ for end in ends})

    def submit(self, *args, **kwargs):
        job = Job(*args, **kwargs, done=asyncio.get_running_loop().create_future())
        self.queue.put_nowait(job)
        return job.done

    async def work(self, number):
        while True:
            job = await self.queue.get()
            request.set(f"{job.name}")
            try:
                result = await self.attempt(job)
            except Exception as error:
                self.counts["failed"] += 1
                job.done.set_exception(error)
            else:
                self.counts["done"] += 1
                job.done.set_result(result)
            finally:
                self.queue.task_done()

    async def attempt(self, job):
        for attempt in range(1, self.attempts + 1):
            try:
                async with self.limit, self.measured():
                    async with asyncio.timeout(0.05):
                        return await perform(job)
            except TimeoutError:
                self.counts["late"] += 1
                raise
            except Transient as error:
                self.counts["again"] += 1
                if attempt == self.attempts:
                    error.add_note(f"gave up after {attempt} attempts")
                    raise
                self.log.warning("%s again after %r", job.name, error)
                await asyncio.sleep(0.001 * 2 ** attempt)

    @contextlib.asynccontextmanager
    async def measured(self):
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            yield
        finally:
            self.running -= 1


async def perform(job):
    assert request.get() == job.name
    await asyncio.sleep(job.seconds)
    if job.failures > 0:
        job.failures -= 1
        raise Transient(job.name)
    if job.failures < 0:
        raise ValueError(f"{job.name} is broken")
    return job.name.upper()


async def numbers(count):
    for i in range(count):
        await asyncio.sleep(0)
        yield i


async def main():
    async with Pool(3) as pool:
        order = [
            pool.submit(5, "late", 1.0), pool.submit(1, "first"), pool.submit(2, "flaky", 0.002, 2),
            pool.submit(3, "broken", 0.002, -1), pool.submit(4, "hopeless", 0.001, 99),
        ]
        results = await asyncio.gather(*order, return_exceptions=True)
    for result in results:
        print(repr(result), getattr(result, "__notes__", ""))
    print(sorted(pool.counts.items()), pool.most, pool.running, request.get())
    try:
        async with Pool(1) as pool:
            pool.submit(1, "never", 1.0)
            raise KeyError("leave at once")
    except KeyError as error:
        print("left by", error, pool.counts)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(perform_as(name, failures)) for name, failures in [("a", 0), ("b", -1), ("c", 0)]]
    except* ValueError as caught:
        print(caught, caught.exceptions, [task.cancelled() or task.done() for task in tasks])
    seen = [i async for i in numbers(5) if i % 2]
    started = time.monotonic()
    done, pending = await asyncio.wait(
        [asyncio.create_task(asyncio.sleep(delay, delay)) for delay in (0.01, 5)], return_when=asyncio.FIRST_COMPLETED)
    print(seen, {task.result() for task in done}, len(pending), time.monotonic() - started < 4)
    for task in pending:
        task.cancel()
    event, lines = asyncio.Event(), []

    async def waiter(name):
        await event.wait()
        lines.append(name)

    waiters = [asyncio.create_task(waiter(name)) for name in "xyz"]
    await asyncio.sleep(0)
    event.set()
    await asyncio.gather(*waiters)
    print(lines, asyncio.current_task() in asyncio.all_tasks())
    for coroutine in asyncio.as_completed([asyncio.sleep(0.02, "slow"), asyncio.sleep(0.001, "fast")]):
        print(await coroutine)
    shielded = asyncio.create_task(asyncio.sleep(0.01, "kept"))
    try:
        await asyncio.wait_for(asyncio.shield(shielded), 0.001)
    except TimeoutError:
        print("timeout", await shielded)


async def perform_as(name, failures):
    request.set(name)
    return await perform(Job(1, name, 0.001 if failures else 5, failures))


asyncio.run(main())
