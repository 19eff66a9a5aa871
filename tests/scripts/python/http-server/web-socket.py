# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# stderr: ValueError: boom
# A request becomes a WebSocket.
from network import fetch, listen, ws_close, ws_open, ws_receive, ws_send
from json import loads


async def handler(request):
    match request.path:
        case '/echo':
            with request.upgrade(['second', 'first']) as socket:
                print(repr(socket.protocol), socket)
                for message in socket:
                    socket.send(message)
                print(socket.receive(), socket.close_code, socket.close_reason)
        case '/async':
            async with await request.upgrade() as socket:
                await socket.send('welcome')
                async for message in socket:
                    await socket.send(message[::-1])
            print(socket)
        case '/first':
            socket = request.upgrade()
            socket.send('first')
            socket.close(4000, 'enough')
            try:
                socket.send('more')
            except ConnectionError as error:
                print(error)
        case '/fails':
            socket = request.upgrade()
            raise ValueError(socket.receive())
        case '/none':
            try:
                request.upgrade()
            except ValueError as error:
                return str(error)


def closing(handle):
    while True:
        event = loads(receive())
        if event['type'] == 'close':
            return event['code'], event['reason'], event['was_clean']


with listen(handler) as server:
    url = server.url.replace('http', 'ws')
    socket = ws_open(url + '/echo', protocols=['first', 'second'])
    for message in ('text', b'\x00\xff', 'x' * 100_000):
        ws_send(socket, message)
        print(ws_receive(socket) == message)
    ws_close(socket, 3000, 'bye')
    socket = ws_open(url + '/async')
    print(ws_receive(socket))
    ws_send(socket, 'abc')
    print(ws_receive(socket))
    ws_close(socket)
    socket = ws_open(url + '/first', 'tag')
    print(closing(socket))
    socket = ws_open(url + '/fails', 'tag')
    ws_send(socket, 'boom')
    print(closing(socket))
    print(loads(fetch(server.url + '/none'))['body'])
