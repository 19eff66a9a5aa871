# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# What a handler may return, and what the client gets.
from json import loads

from network import Response, fetch, listen


def handler(request):
    match request.path:
        case '/str':
            return 'text'
        case '/bytes':
            return b'\x01\x02'
        case '/dict':
            return {'a': [1, None, 'ü']}
        case '/list':
            return [1, 2]
        case '/none':
            return None
        case '/tuple':
            return 'made', 201
        case '/headers':
            return {'a': 1}, 203, {'content-type': 'application/x-own', 'x-one': 1}
        case '/two':
            return 'x', {'x-one': 'two'}
        case '/response':
            return Response('gone', 410, [('x-one', 'a'), ('x-one', 'b')])
        case '/generator':
            return (f'part {n} ' for n in range(3))
        case '/suspends':
            return parts()
        case '/asynchronous':
            return asynchronous()
        case '/object':
            return Parts()
        case '/events':
            return Response.events(['one', {'data': 'two\nlines', 'event': 'other', 'id': 7}, {'data': [1], 'retry': 5}])
    return 'no such thing', 404


def parts():
    for n in range(3):
        sleep(0.001)
        yield f'{n} '.encode()


async def asynchronous():
    for n in range(3):
        await sleep(0.001)
        yield f'{n} '


class Parts:
    def __init__(self):
        self.left = 2

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return 'x'


async def the_same(request):
    return handler(request)


for each in handler, the_same:
    with listen(each) as server:
        for path in ('str', 'bytes', 'dict', 'list', 'none', 'tuple', 'headers', 'two', 'response', 'generator', 'suspends',
                     'asynchronous', 'object', 'events', 'other'):
            answer = loads(fetch(f'{server.url}/{path}'))
            headers = answer['headers']
            print(path, answer['status'], headers.get('content-type'), headers.get('x-one'), repr(answer['body']))
