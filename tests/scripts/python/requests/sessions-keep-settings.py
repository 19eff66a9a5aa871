# flags: --allow-net=loopback
# server: http
import os
import pickle
import requests

base = f"http://{os.environ['SERVER']}"

with requests.Session() as session:
    session.headers.update({'X-One': '1', 'X-Two': '2'})
    session.params = {'q': 'z'}
    session.auth = ('u', 'p')
    sent = session.get(base + '/get', params={'r': 'y'}, headers={'X-Two': None, 'X-Three': '3'}).json()
    print(sent['args'], [sent['headers'].get(name) for name in ('x-one', 'x-two', 'x-three', 'authorization')])

    request = requests.Request('post', base + '/post', json={'x': 1}, headers={'A': 'b'})
    prepared = session.prepare_request(request)
    print(prepared.method, prepared.url.removeprefix(base), prepared.body, prepared.headers['Content-Length'], prepared)
    prepared.headers['C'] = 'd'
    sent = session.send(prepared).json()
    print(sent['json'], sent['headers']['a'], sent['headers']['c'])


def hook(response, *args, **keywords):
    print('hook', response.status_code, sorted(keywords))


requests.get(base + '/get', hooks={'response': hook})
response = pickle.loads(pickle.dumps(requests.get(base + '/get')))
print(response.status_code, response.json()['method'])
print(requests.Request('GET', 'http://EXAMPLE.com/ü?q=ä b#f').prepare().url, requests.Request('GET', 'http://bücher.example').prepare().url)
print(requests.codes.ok, requests.codes.not_found, requests.codes['teapot'], requests.utils.quote('a b'))
