# What a WebSocket brings arrives by receive(), as JSON.
from json import loads
from network import ws_close, ws_open, ws_send

socket = ws_open('ws://BASE/ws', 'echo')
greetings = iter(['ahoy', 'fair winds', 'farewell'])

while True:
    event = loads(receive())
    print(event)
    if event['type'] in ('open', 'message'):
        greeting = next(greetings, None)
        if greeting is None:
            ws_close(socket)
        else:
            ws_send(socket, greeting)
    elif event['type'] == 'close':
        break
