# flags: --allow-net=127.0.0.1
# server: network
from network import *
import os

base = 'http://' + os.environ['SERVER']


async def hang():
    return fetch(base + '/hang')


async def abort(id):
    fetch_text(base + '/hanging/1')
    print(abort_request(id))

# The server tells how many clients wait for nothing, and how many have given that up.
print(gather(hang(), abort(0)))
print(fetch_text(base + '/given-up/1'))


async def cancelled():
    try:
        fetch_text(base + '/hang')
    finally:
        print('cleaned up')


async def canceller(task):
    fetch_text(base + '/hanging/2')
    cancel(task)

task = cancelled()
print(gather(task, canceller(task)))
print(fetch_text(base + '/given-up/2'))
try:
    with_timeout(0.5, fetch_text(base + '/hang'))
except TimeoutError:
    print('too slow')
print(fetch_text(base + '/given-up/3'))
print(fetch(base + '/hang', timeout=0.5).partition('"error"')[0])
print(fetch_text(base + '/given-up/4'))

import asyncio


async def main():
    try:
        async with asyncio.timeout(0.5):
            await fetch(base + '/hang')
    except TimeoutError:
        print('too slow for asyncio')
    try:
        await asyncio.wait_for(fetch_text(base + '/hang'), 0.5)
    except TimeoutError:
        print('and again')
    task = asyncio.create_task(fetch_text(base + '/hang'))
    fetch_text(base + '/hanging/7')
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled')
    print(fetch_text(base + '/given-up/7'))

asyncio.run(main())
