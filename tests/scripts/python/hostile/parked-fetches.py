# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1 --memory=128M --cpu-time=10s
# Ten thousand requests that nobody answers are given up together, and the network works on.
import asyncio

from network import fetch_text, listen


def handler(request):
    if request.path == '/hang':
        receive()
    return 'alive'


async def hang():
    try:
        with_timeout(0.5, fetch_text(server.url + '/hang'))
    except TimeoutError:
        return 1


async def all_in_vain():
    await asyncio.wait_for(asyncio.gather(*[asyncio.to_thread(fetch_text, server.url + '/hang') for _ in range(3000)]), 0.5)

with listen(handler) as server:
    print(sum(gather(*[hang() for _ in range(10000)])), fetch_text(server.url))
    try:
        asyncio.run(all_in_vain())
    except TimeoutError as error:
        print(type(error).__name__, fetch_text(server.url))
