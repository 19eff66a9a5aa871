# flags: --allow-net=loopback
# server: http
import io
import os
import requests

base = f"http://{os.environ['SERVER']}"


def show(**keywords):
    sent = requests.post(base + '/post', **keywords).json()
    headers = sent['headers']
    print(repr(sent['data']), headers.get('content-type'), headers.get('content-length'), headers.get('transfer-encoding'))


show()
show(data={'a': '1', 'b': ['x', 'y'], 'c': None})
show(data=[('a', '1'), ('a', '2')])
show(data='täxt')
show(data=b'\x01\x02')
show(data='{}', headers={'Content-Type': 'application/json'})
show(json={'key': [1, 'ü', None]})
show(json=[])
show(data=io.BytesIO(b'a file'))
show(data=io.StringIO('text'))
for method in 'put', 'patch', 'delete', 'options':
    sent = getattr(requests, method)(base + '/anything', data='x').json()
    print(sent['method'], sent['data'])
print(requests.head(base + '/get').status_code, requests.request('get', base + '/get').json()['method'])

# More than goes along with a request is streamed, with its length.
response = requests.post(base + '/echo', data=b'0123456789' * 300_000)
print(len(response.content), response.content == b'0123456789' * 300_000)
print(requests.post(base + '/post', data=b'x' * 1_200_000).json()['headers']['content-length'])


def fails():
    yield b'a'
    raise KeyError('in the body')


try:
    requests.post(base + '/post', data=fails())
except KeyError as error:
    print('KeyError', error)
try:
    requests.post(base + '/post', json={1, 2})
except TypeError as error:
    print(error)
try:
    requests.post(base + '/post', json=float('nan'))
except requests.exceptions.InvalidJSONError as error:
    print(type(error).__name__, error)
