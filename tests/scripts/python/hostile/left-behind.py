# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1 --memory=64M --cpu-time=10s
# Coroutines and generators that nobody brings to their end hold nothing up, and the program ends.
import asyncio
import gc

from network import fetch_text, listen


def handler(request):
    receive()


def waits(url):
    try:
        yield 1
        yield fetch_text(url)
    finally:
        print('closed')

never_awaited = []


async def main():
    with listen(handler) as server:
        generator = waits(server.url)
        next(generator)
        task = asyncio.create_task(advance(generator))
        await asyncio.sleep(0.05)
        try:
            generator.close()
        except ValueError as error:
            print(error)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print('cancelled')
        print(list(generator))
        asyncio.create_task(asyncio.to_thread(fetch_text, server.url))
        for _ in range(1000):
            asyncio.to_thread(fetch_text, server.url)
        gc.collect()
        await asyncio.sleep(0.05)


async def advance(generator):
    next(generator)

asyncio.run(main())
print('done')
