# flags: --allow-net=loopback
# server: http
import asyncio
import os
import requests

base = f"http://{os.environ['SERVER']}"

# Among the arguments of gather, and after await.
print([response.status_code for response in gather(requests.get(base + '/get'), requests.post(base + '/post'), *[requests.get(f'{base}/status/{status}') for status in (204, 404)])])
session = requests.Session()
print([response.json()['method'] for response in gather(session.get(base + '/get'), session.put(base + '/put'))])


# The second request is answered while the first one waits.
order = []


async def load(milliseconds):
    def deep():
        return [requests.get(f'{base}/delay/{each}').json()['url'] for each in (milliseconds,)][0]
    url = deep()
    order.append(milliseconds)
    return url.removeprefix(base)


print(gather(load(400), load(1)), order)


class Page:
    def __init__(self, number):
        self.number = requests.get(f'{base}/get?n={number}').json()['args']['n']

    def __lt__(self, other):
        return requests.get(f'{base}/get?n={self.number}').json()['args']['n'] < other.number

    def __repr__(self):
        return f"<{requests.get(f'{base}/get?n={self.number}').json()['args']['n']}>"


print(sorted([Page(3), Page(1), Page(2)]), list(map(lambda path: requests.get(base + path).status_code, ['/get', '/status/404'])))


async def endless():
    try:
        requests.get(base + '/delay/600000')
    finally:
        print('given up')


async def main():
    print((await requests.get(base + '/get')).status_code, (await asyncio.to_thread(requests.get, base + '/get')).status_code)
    print([response.status_code for response in await asyncio.gather(requests.get(base + '/get'), session.head(base + '/get'))])
    try:
        async with asyncio.timeout(0.05):
            requests.get(base + '/delay/600000')
    except TimeoutError:
        print('timeout')
    try:
        await asyncio.wait_for(endless(), 0.05)
    except TimeoutError:
        print('wait_for')
    task = asyncio.create_task(endless())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled')
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(load(number)) for number in range(3)]
    print([task.result() for task in tasks])


asyncio.run(main())
try:
    with_timeout(0.05, requests.get(base + '/delay/600000'))
except TimeoutError:
    print('with_timeout')
