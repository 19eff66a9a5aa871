# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# A server and a client of TCP in one script.
from network import tcp_connect, tcp_listen


def answer(connection):
    with connection:
        for line in connection:
            connection.write(line.upper())


async def serve(listener):
    answering = []
    async for connection in listener:
        answering.append(connection.peer)
        answer(connection)
    return len(answering)


def client():
    with tcp_connect('127.0.0.1', listener.port) as connection:
        print(connection.peer == listener.address, connection.local[0])
        connection.write('hello\nworld\n')
        print(connection.read_line(), connection.read_exactly(2), connection.read_until(b'\n'))
        connection.write(b'last')
        connection.shutdown()
        print(connection.read(2), connection.read(-1), connection.read(), connection.read_line())
        for wrong in (lambda: connection.read_exactly(1), lambda: connection.read_until('x'),
                      lambda: connection.read_until(b''), lambda: connection.write(5)):
            try:
                wrong()
            except (EOFError, ValueError, TypeError) as error:
                print(type(error).__name__, error)
    try:
        connection.read()
    except OSError as error:
        print(error.code, error)
    connection.close()
    print(connection.peer[0], repr(connection).endswith('closed>'))
    listener.close()


async def run_client():
    client()


listener = tcp_listen()
print(gather(serve(listener), run_client())[0])
print(listener.address[0], repr(listener).endswith('closed>'))
try:
    tcp_connect('127.0.0.1', listener.port)
except ConnectionRefusedError as error:
    print(error.errno, error.code)
for wrong in (lambda: tcp_connect('127.0.0.1', '80'), lambda: tcp_listen(65536)):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
