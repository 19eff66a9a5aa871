# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# A read that a timeout ends takes no byte with it.
from network import tcp_connect, tcp_listen


async def send(connection):
    for n in range(50):
        connection.write(bytes([n]) * 100)
        sleep(0.002)
    connection.shutdown()


async def receive_all(connection):
    received = b''
    timeouts = 0
    while True:
        try:
            part = with_timeout(0.001, connection.read(7))
        except TimeoutError:
            timeouts += 1
            continue
        if not part:
            return received, timeouts
        received += part


with tcp_listen() as listener, tcp_connect('127.0.0.1', listener.port) as one, listener.accept() as other:
    _, (received, timeouts) = gather(send(one), receive_all(other))
    print(received == b''.join([bytes([n]) * 100 for n in range(50)]), timeouts > 0)

    # One that waits when it is given up, and one that gets what came meanwhile, in parts.
    try:
        with_timeout(0.01, one.read(100))
    except TimeoutError:
        print('timeout')
    other.write('abcdef')
    print(one.read(2), one.read(3))
    other.close()
    print(one.read(), one.read())
