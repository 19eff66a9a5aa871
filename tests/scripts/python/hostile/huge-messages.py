# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1 --memory=64M --cpu-time=10s --drain-timeout=100ms
# Messages that do not fit into the memory of the script end the WebSocket, and whoever receives is told.
from secrets import token_hex

from network import fetch_text, listen, ws_open, ws_receive, ws_state

text = token_hex(1 << 20)


def handler(request):
    if request.path == '/alive':
        return 'alive'
    with request.upgrade() as socket:
        while True:
            socket.send(text)

with listen(handler) as server:
    socket = ws_open(f'ws://127.0.0.1:{server.port}/')
    while ws_state(socket) != 3:
        sleep(0.01)
    try:
        for _ in range(1000): ws_receive(socket)
    except RuntimeError as error:
        print(error)
    print(fetch_text(server.url + '/alive'))
