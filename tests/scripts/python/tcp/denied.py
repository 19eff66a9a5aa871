# What is not allowed is refused, and the error says what would allow it.
from network import listen, tcp_connect, tcp_listen

for denied in (lambda: tcp_connect('127.0.0.1', 9), lambda: tcp_listen(0), lambda: listen(print)):
    try:
        denied()
    except PermissionError as error:
        print(error.errno, error.code, '--allow-net' in str(error), '--allow-listen' in str(error))
