# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1 --memory=64M --cpu-time=10s
# stderr: GET /recurses failed:
# stderr: RecursionError: maximum recursion depth exceeded
# stderr: GET /itself failed:
# stderr: GET /memory failed:
# stderr: MemoryError
# stderr: GET /status failed:
# stderr: GET /generator failed:
# stderr: ValueError: generator already executing
# stderr: GET /raises failed:
# Handlers that mean harm spoil their own answers and no others.
import requests

from network import Response, fetch_text, listen


class Itself:
    def __iter__(self): return iter(self)


def recurses(): return recurses()


def runs_itself():
    itself = yield 'a'

    def generator():
        yield 'a'
        next(itself)

    itself = generator()
    yield from itself


def raises():
    raise ValueError
    yield


def handler(request):
    match request.path:
        case '/never': receive()
        case '/recurses': return recurses()
        case '/itself': return Itself()
        case '/memory': return 'a' * 10 ** 12
        case '/status': return 'a', 10 ** 400
        case '/generator': return runs_itself()
        case '/raises': return raises()
        case '/huge-header': return 'a', 200, {'a': 'b' * 10 ** 6}
    return 'alive'

with listen(handler) as server:
    for path in ('recurses', 'itself', 'memory', 'status', 'generator', 'raises', 'huge-header'):
        try:
            response = requests.get(f'{server.url}/{path}')
            print(path, response.status_code)
        except requests.RequestException as error:
            print(path, 'is broken off')
    try:
        with_timeout(0.1, fetch_text(server.url + '/never'))
    except TimeoutError as error:
        print(type(error).__name__)
    print(fetch_text(server.url))
