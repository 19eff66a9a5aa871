# flags: --allow-net=127.0.0.1
# server: network
from network import *
import os

base = 'ws://' + os.environ['SERVER']
socket = ws_open(base + '/ws', 'echo')
print(socket, ws_state(socket))
print(receive(), ws_state(socket))
ws_send(socket, 'hello "you"\n')
print(receive())
ws_send(socket, b'\x00\xff')
print(receive())
ws_send(socket, 'é')
print(receive())
ws_close(socket)
for call in (ws_state, ws_close, lambda handle: ws_send(handle, 'x'), ws_receive):
    try:
        call(socket)
    except RuntimeError as error:
        print(error)
print(receive())

# A message can be sent before the connection is there, and messages be had without events.
direct = ws_open(base + '/ws')
ws_send(direct, 'text')
ws_send(direct, bytearray(b'bytes'))
print(direct, ws_receive(direct), ws_receive(direct))


async def hear():
    return ws_receive(direct)


async def say():
    ws_send(direct, 'said')

print(gather(hear(), say(), ws_receive(direct), ws_send(direct, 'said too')))
try:
    with_timeout(0.02, ws_receive(direct))
except TimeoutError:
    print('nothing came')
ws_send(direct, 'still there')
print(await ws_receive(direct))

# The server closes this one after one message.
last = ws_open(base + '/socket', 'last', '[]')
ws_send(last, '1')
print([receive(), receive(), receive()], ws_state(last))
ws_send(last, 'dropped')
ws_close(last)

for url in ('nowhere', 'ftp://a/', 'ws://', base + '/ws#part', 7):
    try:
        ws_open(url, 'm')
    except RuntimeError as error:
        print(str(error).replace(base, 'BASE'))
another = ws_open(base + '/ws', 'another')
for code in (999, 1001, 5000, '1000'):
    try:
        ws_close(another, code)
    except RuntimeError as error:
        print(error)
try:
    ws_close(another, 1000, 'r' * 124)
except RuntimeError as error:
    print(error)
print(receive())
ws_close(another, 3001, 'done')
print(receive())

# What is no WebSocket fails with two events.
ws_open(base + '/text', 'none')
print(receive(), receive())
