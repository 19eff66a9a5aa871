# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# stderr: GET /raises failed:
# stderr: File "failures.py", line 17, in helper
# stderr: ZeroDivisionError: division by zero
# stderr: TypeError: a handler returns str, bytes, a dict or a list, a Response, a tuple (body, status, headers)
# stderr: ValueError: a header has a line break or a NUL in it
# stderr: ValueError: 99 is not the status of a final HTTP response, which is 200 to 999
# stderr: RuntimeError: in the middle
# A failing handler answers 500, tells of it, and the server goes on.
import sys
from json import loads

from network import fetch, fetch_text, listen


def helper():
    return fail()


def fail():
    return 1 / 0


def handler(request):
    match request.path:
        case '/raises':
            return helper()
        case '/type':
            return 5
        case '/split':
            return 'x', 200, {'x-own': 'a\r\nset-cookie: b'}
        case '/status':
            return 'x', 99
        case '/middle':
            return middle()
        case '/json':
            return request.json()
        case '/exit':
            sys.exit('the handler ended the program')
    return 'well'


def middle():
    yield 'one'
    raise RuntimeError('in the middle')


server = listen(handler)
for path in ('raises', 'type', 'split', 'status', 'middle', 'json', ''):
    answer = loads(fetch(f'{server.url}/{path}'))
    print(path, answer['status'], answer.get('body'))


async def client():
    print(loads(fetch(f'{server.url}/exit'))['status'])


try:
    gather(server.run(), client())
except SystemExit as exit:
    print(exit.code)
print(loads(fetch(server.url))['error'].partition(':')[0][:12])

for wrong in (lambda: listen(5), lambda: listen(handler, -1), lambda: listen(handler, '80')):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
