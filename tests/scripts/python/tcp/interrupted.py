# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# A read whose answer has come already when it is interrupted loses nothing either.
import asyncio
from network import tcp_connect, tcp_listen


async def read():
    return one.read(100)


async def main():
    lost = 0
    for n in range(200):
        reading = asyncio.create_task(read())
        await asyncio.sleep(0)
        other.write(b'%d ' % n)
        # By now the answer is on its way, or there, or taken.
        for _ in range(n % 4):
            await asyncio.sleep(0)
        if n % 3 == 0:
            await asyncio.sleep(0.001)
        reading.cancel()
        try:
            received.append(await reading)
        except asyncio.CancelledError:
            lost += 1
    other.shutdown()
    received.append(one.read(-1))
    print(b''.join(received) == b''.join([b'%d ' % n for n in range(200)]), lost > 0)


received = []
with tcp_listen() as listener, tcp_connect('127.0.0.1', listener.port) as one, listener.accept() as other:
    asyncio.run(main())
