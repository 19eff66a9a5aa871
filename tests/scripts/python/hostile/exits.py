# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1
# exit: 7
# A handler that ends the program ends the server, whoever else waits.
import asyncio

from network import fetch_text, listen


def handler(request):
    if request.path == '/exit':
        raise SystemExit(7)
    receive()


async def main():
    with listen(handler) as server:
        asyncio.create_task(asyncio.to_thread(fetch_text, server.url + '/hang'))
        asyncio.create_task(asyncio.to_thread(fetch_text, server.url + '/exit'))
        server.run()

asyncio.run(main())
