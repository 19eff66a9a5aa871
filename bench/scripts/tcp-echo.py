"""Sends back what it gets: the streams of asyncio, the same file for Strait and CPython."""

import asyncio
import os


async def echo(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(echo, '127.0.0.1', int(os.environ['PORT']))
    print('ready', flush=True)
    await server.serve_forever()


asyncio.run(main())
