# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# Who writes faster than the other reads has to wait.
from network import tcp_connect, tcp_listen

written = 0


async def write(connection):
    global written
    while written < 64 << 20:
        connection.write(b'x' * 65536)
        written += 65536
    connection.close()


async def read(connection):
    while True:
        before = written
        sleep(0.1)
        if written == before:
            break
    print(written < 32 << 20)
    total = 0
    while part := connection.read():
        total += len(part)
    print(total == 64 << 20)


with tcp_listen() as listener, tcp_connect('127.0.0.1', listener.port) as one, listener.accept() as other:
    gather(write(one), read(other))
