# flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
# What a handler sees of a request.
from network import fetch_text, listen


def handler(request):
    match request.path:
        case '/head':
            return {
                'method': request.method, 'target': request.target, 'path': request.path,
                'query': request.query, 'all': request.query.get_all('a'), 'raw': request.query_string,
                'header': request.headers['X-Own'], 'each': request.headers.get_all('x-OWN'),
                'none': request.headers.get('missing'), 'has': 'HOST' in request.headers,
                'cookies': request.cookies, 'peer': request.peer[0], 'version': request.version,
            }
        case '/body':
            return {'body': len(request.body), 'again': len(request.body), 'text': request.text[:3]}
        case '/json':
            return {'json': request.json()}
        case '/latin':
            return request.text
        case '/parts':
            return {'first': len(request.read(10)), 'rest': len(request.read()), 'end': request.read().decode()}
        case '/iterated':
            return {'sum': sum(len(part) for part in request)}
        case '/both':
            request.read(1)
            try:
                request.body
            except RuntimeError as error:
                return str(error)
        case '/unread':
            return 'not read'
        case 'äöü /x':
            return 'decoded'
    return repr(request)


async def asynchronous(request):
    if request.path == '/json':
        return await request.json()
    return str(sum([len(part) async for part in request]))


with listen(handler) as server:
    def post(path, body, **headers):
        return fetch_text(server.url + path, method='POST', body=body, headers=headers)

    print(fetch_text(f'{server.url}/head?a=1&b=%20x&a=2&c', method='PUT', headers=[
        ('x-own', 'one'), ('x-own', 'two'), ('cookie', 'a=1; b="2"; a=3')]))
    print(post('/body', 'x' * 200_000))
    print(post('/json', '{"a": [1, 2]}'))
    print(post('/latin', b'\xe4', **{'content-type': 'text/plain; charset=latin-1'}))
    print(post('/parts', 'x' * 200_000))
    print(post('/iterated', 'x' * 200_000))
    print(post('/both', 'xyz'))
    print(post('/unread', 'x' * 200_000))
    print(fetch_text(server.url + '/some%20thing?x'))

with listen(asynchronous) as server:
    print(fetch_text(server.url + '/json', json={'a': 1}))
    print(fetch_text(server.url, method='POST', body='x' * 200_000))
