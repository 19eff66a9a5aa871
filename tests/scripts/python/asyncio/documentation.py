# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# The examples of CPython's documentation of asyncio, with calls of the network in the place of some sleeps.
import asyncio
import contextvars
import functools


async def answer(reader, writer):
    """Answers a line `seconds text` with the text, after so many seconds."""
    async for line in reader:
        seconds, text = line.decode().split(' ', 1)
        await asyncio.sleep(float(seconds))
        writer.write(text.encode())
        await writer.drain()
    writer.close()


async def ask(text, seconds=0.0):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    try:
        writer.write(f'{seconds} {text}\n'.encode())
        await writer.drain()
        return (await reader.readline()).decode().strip()
    finally:
        writer.close()
        await writer.wait_closed()


# --- Coroutines and tasks ---

async def say_after(delay, what):
    print(await ask(what, delay))


async def tasks():
    task1 = asyncio.create_task(say_after(0.2, 'world'), name='one')
    task2 = asyncio.create_task(say_after(0.05, 'hello'))
    await task1
    await task2
    print(task1.get_name(), task1.done(), task2.result())


async def task_group():
    async with asyncio.TaskGroup() as group:
        task1 = group.create_task(ask('one', 0.02))
        task2 = group.create_task(ask('two', 0.01))
    print(f'Both tasks have completed now: {task1.result()}, {task2.result()}')

    async def fail():
        raise ValueError(await ask('failed'))

    waiting = None
    try:
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(ask('never', 10))
            group.create_task(fail())
    except* ValueError as errors:
        print(errors.exceptions, waiting.cancelled())


async def factorial(name, number):
    f = 1
    for i in range(2, number + 1):
        print(f'Task {name}: Compute factorial({number}), currently i={i}...')
        await asyncio.sleep(0.03)
        f *= i
    print(f'Task {name}: factorial({number}) = {f}')
    return f


async def gathering():
    print(await asyncio.gather(factorial('A', 2), factorial('B', 3), factorial('C', 4)))
    print(await asyncio.gather(*[ask(str(n)) for n in range(5)]))

    async def fail():
        raise OSError('x')

    print(await asyncio.gather(ask('a'), fail(), return_exceptions=True))
    try:
        await asyncio.gather(fail(), ask('b'))
    except OSError as error:
        print(error)


async def timeouts():
    try:
        async with asyncio.timeout(0.01):
            await ask('late', 5)
    except TimeoutError:
        print('The long operation timed out, but we handled it.')
    try:
        async with asyncio.timeout(None) as limit:
            limit.reschedule(asyncio.get_running_loop().time() + 0.01)
            await ask('late', 5)
    except TimeoutError:
        print('Looks like we have not finished on time.', limit.expired())
    try:
        await asyncio.wait_for(ask('late', 5), timeout=0.01)
    except TimeoutError:
        print('timeout!')
    print(await asyncio.wait_for(ask('in time'), timeout=5))
    print(await asyncio.shield(ask('shielded')))
    inner = asyncio.ensure_future(ask('inner', 0.3))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.01)
    except TimeoutError:
        print(inner.done(), await inner)


async def waiting():
    quick, slow = asyncio.create_task(ask('quick')), asyncio.create_task(ask('slow', 5))
    done, pending = await asyncio.wait([quick, slow], return_when=asyncio.FIRST_COMPLETED)
    print(done == {quick}, pending == {slow})
    done, pending = await asyncio.wait([slow], timeout=0.01)
    print(done, pending == {slow})
    slow.cancel()
    for each in asyncio.as_completed([ask('second', 0.1), ask('first'), ask('third', 0.3)]):
        print(await each)
    try:
        for each in asyncio.as_completed([ask('late', 5)], timeout=0.01):
            await each
    except TimeoutError:
        print('none in time')


async def cancel_me():
    print('cancel_me(): before sleep')
    try:
        await ask('never', 3600)
    except asyncio.CancelledError:
        print('cancel_me(): cancel sleep')
        raise
    finally:
        print('cancel_me(): after sleep')


async def cancelling():
    task = asyncio.create_task(cancel_me())
    await asyncio.sleep(0.02)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('main(): cancel_me is cancelled now')
    print(task.cancelled(), task.cancelling())


def blocking_io():
    return 'done'


async def threads():
    print(await asyncio.gather(asyncio.to_thread(blocking_io), asyncio.sleep(0.01, 'slept')))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, functools.partial(pow, 2, 10)))


# --- Queues ---

async def worker(name, queue, finished):
    while True:
        text = await queue.get()
        finished.append(await ask(text, 0.001))
        queue.task_done()


async def queues():
    queue, finished = asyncio.Queue(), []
    for n in range(20):
        queue.put_nowait(str(n))
    workers = [asyncio.create_task(worker(f'worker-{n}', queue, finished)) for n in range(3)]
    await queue.join()
    for each in workers:
        each.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print(sorted(finished, key=int) == [str(n) for n in range(20)], all(each.cancelled() for each in workers))
    small = asyncio.Queue(maxsize=1)
    await small.put(1)
    print(small.full(), await asyncio.gather(small.put(2), small.get()), small.get_nowait())
    try:
        small.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error))
    ordered = asyncio.PriorityQueue()
    for n in 3, 1, 2:
        ordered.put_nowait(n)
    print([ordered.get_nowait() for _ in range(3)])


# --- Synchronization primitives ---

async def primitives():
    lock, inside, most = asyncio.Lock(), 0, 0

    async def locked():
        nonlocal inside, most
        async with lock:
            inside += 1
            most = max(most, inside)
            await ask('x')
            inside -= 1

    await asyncio.gather(*[locked() for _ in range(5)])
    print(most, lock.locked())

    semaphore, most = asyncio.Semaphore(3), 0

    async def limited():
        nonlocal inside, most
        async with semaphore:
            inside += 1
            most = max(most, inside)
            await ask('x', 0.005)
            inside -= 1

    await asyncio.gather(*[limited() for _ in range(9)])
    print(most)

    event = asyncio.Event()

    async def waiter(event):
        print('waiting for it ...')
        await event.wait()
        print('... got it!')

    waiter_task = asyncio.create_task(waiter(event))
    await asyncio.sleep(0.01)
    event.set()
    await waiter_task

    condition, items = asyncio.Condition(), []

    async def consume():
        async with condition:
            await condition.wait_for(lambda: len(items) == 2)
            return items

    consumer = asyncio.create_task(consume())
    for text in 'a', 'b':
        item = await ask(text)
        async with condition:
            items.append(item)
            condition.notify_all()
    print(await consumer)

    barrier = asyncio.Barrier(3)

    async def meet(n):
        await asyncio.sleep(n / 100)
        return await barrier.wait()

    print(sorted(await asyncio.gather(*[meet(n) for n in range(3)])))


# --- Context variables ---

client_addr = contextvars.ContextVar('client_addr')


async def handle_request(reader, writer):
    client_addr.set(await reader.readline())
    await asyncio.sleep(0.01)
    writer.write(client_addr.get())
    writer.close()


async def contexts():
    async def call(server, text):
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(text)
        answer = await reader.read()
        writer.close()
        return answer

    async with await asyncio.start_server(handle_request, '127.0.0.1', 0) as server:
        print(await asyncio.gather(*[call(server, b'%d\n' % n) for n in range(3)]), client_addr.get('none'))


async def main():
    global port
    server = await asyncio.start_server(answer, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    for example in (tasks, task_group, gathering, timeouts, waiting, cancelling, threads, queues, primitives, contexts):
        print(f'--- {example.__name__}')
        await example()
    # What it still sleeps for is cancelled by run().
    server.close()


asyncio.run(main())
print(asyncio.Runner().run(asyncio.sleep(0, 'ran')))
