"""The hello server of CPython: uvicorn with httptools and uvloop."""

import os

import uvicorn


async def hello(scope, receive, send):
    await send({
        'type': 'http.response.start', 'status': 200,
        'headers': [(b'content-type', b'text/plain; charset=utf-8'), (b'content-length', b'13')],
    })
    await send({'type': 'http.response.body', 'body': b'Hello, World!'})


class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print('ready', flush=True)


Server(uvicorn.Config(
    hello, host='127.0.0.1', port=int(os.environ['PORT']), http='httptools', loop='uvloop', lifespan='off',
    log_level='critical', access_log=False,
)).run()
