# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1 --max-handles=50 --memory=64M --cpu-time=10s
# Handles without end are refused at the limit; what is closed makes room.
from network import tcp_connect, tcp_listen

listener = tcp_listen()
opened = []


def open_all(opens):
    try:
        while True:
            opened.append(opens())
    except OSError as error:
        print(type(error).__name__, error.code, error)

open_all(lambda: tcp_connect('127.0.0.1', listener.port))
print(30 < len(opened) <= 50)
for each in opened: each.close()
opened.clear()
open_all(tcp_listen)
print(30 < len(opened) <= 50)
for each in opened: each.close()
tcp_connect('127.0.0.1', listener.port).close()
print('there is room')
