# flags: --allow-net=127.0.0.1
# server: network
from network import *
import os

base = 'http://' + os.environ['SERVER']


async def load(url):
    try:
        return fetch_text(url)
    except RuntimeError as error:
        return str(error)


for count in (1000, 10000):
    bodies = gather(*[load(f'{base}/item/{number}') for number in range(count)])
    wanted = ['HTTP 500' if number % 10 == 7 else f'item {number}' for number in range(count)]
    print(count, bodies == wanted)
