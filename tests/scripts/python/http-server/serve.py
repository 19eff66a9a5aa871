# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# `serve` beside clients, slow handlers beside quick ones, and the end.
from network import fetch_text, listen, serve

inside = 0
most = 0


def handler(request):
    global inside, most
    inside += 1
    most = max(most, inside)
    sleep(0.05)
    inside -= 1
    return request.path


server = listen(handler)
answers = gather(*[fetch_text(f'{server.url}/{n}') for n in range(200)])
print(answers == [f'/{n}' for n in range(200)], most > 64)
port = server.port
server.close()
server.run()


# A server that is cancelled.
async def clients():
    sleep(0.02)
    return gather(*[fetch_text(f'http://127.0.0.1:{port}/{n}') for n in range(3)])


async def stop_later():
    sleep(0.05)
    cancel(serving)
    return 'cancelled'


async def serve_it():
    try:
        serve(handler, port)
    finally:
        print('over')


serving = serve_it()
print(gather(serving, clients(), stop_later())[1:])
try:
    fetch_text(f'http://127.0.0.1:{port}/')
except RuntimeError as error:
    print(error.code)

# A handler closes its server.
def last(request):
    server.close()
    return 'last'


async def client():
    return fetch_text(server.url)


server = listen(last)
print(gather(server.run(), client())[1])
try:
    with_timeout(0.02, serve(handler, 0))
except TimeoutError:
    print('timed out')
