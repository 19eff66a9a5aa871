# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# A streamed body is made as it is taken, and its generator is closed when the client goes away.
from network import listen, tcp_connect

made = 0
closed = []


def endless():
    global made
    try:
        while True:
            made += 1
            yield b'x' * 65536
    finally:
        closed.append(True)


with listen(lambda request: endless()) as server:
    with tcp_connect('127.0.0.1', server.port) as client:
        client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
        print(client.read_line())
        while True:
            before = made
            sleep(0.2)
            if made == before:
                break
        # What the client does not take is kept by the two systems in between, and that is not much.
        print(made < 2000, closed)
    for _ in range(100):
        if closed:
            break
        sleep(0.05)
print(closed)
