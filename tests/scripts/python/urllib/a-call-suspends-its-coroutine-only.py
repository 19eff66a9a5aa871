# flags: --allow-net=loopback
# server: http
import asyncio
import os
from urllib.request import urlopen

base = f"http://{os.environ['SERVER']}"

print([response.status for response in gather(urlopen(base + '/get'), urlopen(base + '/get'))])
order = []


async def load(milliseconds):
    with urlopen(f'{base}/delay/{milliseconds}') as response:
        content = response.read()
    order.append(milliseconds)
    return len(content) > 0


async def main():
    print(await asyncio.gather(load(400), load(1)), order)
    try:
        await asyncio.wait_for(load(600000), 0.05)
    except TimeoutError:
        print('timeout')


asyncio.run(main())
