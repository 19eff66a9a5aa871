# flags: --allow-net=loopback
# server: http
import os
import requests

base = f"http://{os.environ['SERVER']}"
closed = []


def endless():
    try:
        while True:
            yield b'x' * 1_000
    finally:
        closed.append(True)


try:
    with_timeout(0.5, requests.post(base + '/post', data=endless()))
except TimeoutError:
    print('timeout')


def slow():
    yield b'first '
    # A body may itself wait.
    yield requests.get(base + '/get').json()['method'].encode()
    sleep(0.01)
    yield b' last'


print(requests.post(base + '/post', data=slow()).json()['data'])
print(closed)
