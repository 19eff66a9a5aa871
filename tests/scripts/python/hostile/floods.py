# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1 --memory=64M --cpu-time=10s --drain-timeout=100ms
# Messages and events that nobody receives wait at their sender.
from secrets import token_hex

from network import Response, listen, sse_close, sse_open, ws_close, ws_open, ws_receive

# Nothing that compression makes small.
text = token_hex(5000)
sent = {'socket': 0, 'direct': 0, 'events': 0}


def handler(request):
    kind = request.path[1:]
    if kind == 'events':
        return Response.events(forever(kind))
    with request.upgrade() as socket:
        for message in forever(kind):
            socket.send(message)


def forever(kind):
    while True:
        yield text
        sent[kind] += 1


def until_nothing_moves():
    before = None
    while before != sent:
        before = dict(sent)
        sleep(0.2)

with listen(handler) as server:
    base = f'ws://127.0.0.1:{server.port}'
    socket, direct = ws_open(base + '/socket', 'w'), ws_open(base + '/direct')
    print(len(ws_receive(direct)))
    source = sse_open(server.url + '/events', 'e')
    until_nothing_moves()
    print([count < 5000 for count in sent.values()])
    print(len(receive()) < 100, len(receive()) > 10000)
    ws_close(socket)
    ws_close(direct)
    sse_close(source)
