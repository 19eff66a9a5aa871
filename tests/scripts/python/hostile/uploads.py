# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1 --memory=64M --cpu-time=10s
# stderr: MemoryError
# A body without end that a script sends waits for its receiver, and one that it receives fills the receiver's memory only.
import requests

from network import fetch_text, listen

sent = [0, 0]


def handler(request):
    match request.path:
        case '/whole': return str(len(request.body))
        case '/parts': return str(len(request.read(10)))
        case '/never': receive()
    return 'alive'


def endless(place):
    while True:
        sent[place] += 1
        yield b'a' * 65536


def post(path, place):
    try:
        return requests.post(server.url + path, data=endless(place)).text
    except requests.RequestException as error:
        return type(error).__name__


async def post_to_nobody():
    return post('/never', 1)

with listen(handler) as server:
    print(post('/whole', 0))
    print(post('/parts', 0))
    try:
        with_timeout(0.3, post_to_nobody())
    except TimeoutError as error:
        print(type(error).__name__, sent[1] < 1000)
    print(fetch_text(server.url))
