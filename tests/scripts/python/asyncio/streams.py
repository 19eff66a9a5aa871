# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# CPython's own example of an echo server, and streams: cancelled reads, limits, ends.
import asyncio

async def handle_echo(reader, writer):
    data = await reader.read(100)
    message = data.decode()
    addr = writer.get_extra_info('peername')
    print(f"Received {message!r} from {addr[0]!r}")
    print(f"Send: {message!r}")
    writer.write(data)
    await writer.drain()
    print("Close the connection")
    writer.close()
    await writer.wait_closed()

async def tcp_echo_client(message, port):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    print(f'Send: {message!r}')
    writer.write(message.encode())
    await writer.drain()
    data = await reader.read(100)
    print(f'Received: {data.decode()!r}')
    print('Close the connection')
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(handle_echo, '127.0.0.1', 0)
    addr = server.sockets[0].getsockname()
    async with server:
        serving = asyncio.create_task(server.serve_forever())
        await tcp_echo_client('Hello World!', addr[1])
        serving.cancel()
        try:
            await serving
        except asyncio.CancelledError: print('cancelled')
    print(server.is_serving(), server.sockets)
asyncio.run(main())

async def boom(r, w): raise ValueError('x')
async def slow(r, w):
    w.write(b'a'*10)
    await asyncio.sleep(0.05)
    w.write(b'b'*10 + b'\nline\n')
    await asyncio.sleep(0.05)
    w.write_eof()
    print('got', len(await r.read()))
    w.close()
async def main2():
    server = await asyncio.start_server(slow, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    r, w = await asyncio.open_connection('127.0.0.1', port)
    try: await asyncio.wait_for(r.readexactly(20), 0.01)
    except asyncio.TimeoutError: print('timeout', len(r._buffer))
    print(await r.readexactly(20))
    print(await r.readline(), await r.readuntil(b'n'), await r.readuntil(b'e'))
    print(await r.readline())
    print(await r.readline(), r.at_eof())
    try: await r.readexactly(5)
    except asyncio.IncompleteReadError as e: print(repr(e), e.partial)
    w.write(b'x'*200000)
    w.writelines([b'1', b'2'])
    await w.drain()
    w.write_eof()
    print(await r.read())
    w.close()
    await w.wait_closed()
    server.close()
    await server.wait_closed()
    # limits
    async def long(r, w):
        w.write(b'z'*100 + b'\nok\n' + b'q'*500)
        await w.drain()
        w.close()
    server = await asyncio.start_server(long, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    r, w = await asyncio.open_connection('127.0.0.1', port, limit=50)
    try: await r.readuntil()
    except asyncio.LimitOverrunError as e: print(e, e.consumed)
    try: await r.readline()
    except ValueError as e: print(e)
    print(await r.readline())
    try: await r.readline()
    except ValueError as e: print(e)
    w.close(); await w.wait_closed()
    async with server: pass
    server = await asyncio.start_server(boom, '127.0.0.1', 0)
    asyncio.get_running_loop().set_exception_handler(lambda loop, c: print(c['message'], repr(c['exception'])))
    r, w = await asyncio.open_connection('127.0.0.1', server.sockets[0].getsockname()[1])
    print(await r.read())
    w.close()
    server.close()
    try: await asyncio.open_connection('127.0.0.1', server_port := 1)
    except ConnectionRefusedError as e: print(type(e), e.errno)
    async def gen():
        async for line in r2: print(line)
    async def lines(r, w):
        for i in range(3): w.write(f'{i}\n'.encode())
        w.close()
    async with await asyncio.start_server(lines, '127.0.0.1', 0) as server:
        r2, w2 = await asyncio.open_connection('127.0.0.1', server.sockets[0].getsockname()[1])
        await gen()
        w2.close()
    sr = asyncio.StreamReader()
    sr.feed_data(b'abc\ndef'); sr.feed_eof()
    print(await sr.readline(), await sr.read(), sr.at_eof(), sr)
asyncio.run(main2())
print(asyncio.streams.StreamWriter is asyncio.StreamWriter)
