# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# The module socket: a server and a client, timeouts, files, errors, names.
import socket

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('127.0.0.1', 0))
listener.listen()
host, port = listener.getsockname()


async def serve():
    connection, address = listener.accept()
    with connection:
        while data := connection.recv(1024):
            connection.sendall(data.upper())
    return address[0]


async def use():
    with socket.socket() as client:
        client.connect((host, port))
        print(client.getpeername() == (host, port), client.family == socket.AF_INET, client.type == socket.SOCK_STREAM)
        client.sendall(b'Hello, world')
        print(client.recv(1024))
        client.settimeout(0.02)
        try:
            client.recv(10)
        except TimeoutError as error:
            print(repr(error), isinstance(error, socket.timeout), client.gettimeout())
        client.setblocking(False)
        try:
            client.recv(10)
        except BlockingIOError as error:
            print(repr(error), client.getblocking())
        client.settimeout(None)
        file = client.makefile('rw', encoding='utf-8', newline='\n')
        file.write('one\ntwo\nthree')
        file.flush()
        print(repr(file.readline()))
        client.shutdown(socket.SHUT_WR)
    print(repr(file.read()))
    file.close()
    print(client.fileno())


print('connected by', gather(serve(), use())[0])
listener.close()

for wrong in (
    lambda: listener.accept(), lambda: socket.socket().recv(1), lambda: socket.create_connection((host, port)),
    lambda: socket.socket().connect('x'), lambda: socket.socket().connect(('x', 'y')),
    lambda: socket.socket().connect((host, 99999)), lambda: socket.socket().settimeout(-1),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM), lambda: socket.getservbyname('nothing'),
):
    try:
        wrong()
    except (OSError, TypeError, OverflowError, ValueError) as error:
        print(type(error).__name__, getattr(error, 'errno', None), error if not getattr(error, 'errno', None) else '')
print(socket.socket().connect_ex((host, port)))
print([(int(family), int(kind), *rest) for family, kind, *rest in socket.getaddrinfo('127.0.0.1', 'https')])
print(socket.gethostbyname('127.0.0.1'), socket.getdefaulttimeout())

one, other = socket.socketpair()
with other.makefile('rb') as file:
    one.sendall(b'a pair\nof sockets')
    one.close()
    print(file.readlines())
other.close()
