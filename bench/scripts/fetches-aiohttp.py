"""COUNT fetches of a 1 KiB body, all at once; prints the milliseconds they took."""

import asyncio
import os
import time

import aiohttp

count = int(os.environ['COUNT'])
url = f'http://{os.environ["SERVER"]}/bytes/1024'


async def load(session):
    async with session.get(url) as response:
        return await response.read()


async def main():
    begun = time.perf_counter()
    async with aiohttp.ClientSession() as session:
        bodies = await asyncio.gather(*[load(session) for _ in range(count)])
    took = (time.perf_counter() - begun) * 1000
    if len(bodies) != count or any([len(body) != 1024 for body in bodies]):
        raise RuntimeError('a body is not whole')
    print(f'{took:.2f}')


asyncio.run(main())
