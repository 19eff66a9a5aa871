# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1 --max-calls=200 --memory=64M --cpu-time=10s
# Calls without end are refused at the limit; what is given up makes room.
import asyncio

from network import tcp_connect, tcp_listen

refused = []


async def accept(listener):
    try:
        return listener.accept()
    except OSError as error:
        refused.append(error.code)


async def accepts(listener):
    await asyncio.wait_for(asyncio.gather(*[accept(listener) for _ in range(1000)]), 0.2)

with tcp_listen() as listener:
    try:
        asyncio.run(accepts(listener))
    except TimeoutError as error:
        print(type(error).__name__, len(refused) > 700, set(refused))
    # The host hears of what is given up at the end of a turn.
    sleep(0.001)
    connection = tcp_connect('127.0.0.1', listener.port)
    print(listener.accept().peer == connection.local)
