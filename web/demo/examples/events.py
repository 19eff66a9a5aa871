# Server-sent events, while another coroutine counts.
from json import loads
from network import sse_close, sse_open

stream = sse_open('http://BASE/sse', 'news')


async def listen():
    seen = 0
    while seen < 3:
        event = loads(receive())
        print(event)
        seen += event['type'] == 'message'
    sse_close(stream)


async def count():
    for i in range(3):
        print('tick', i)
        sleep(0.1)


gather(listen(), count())
