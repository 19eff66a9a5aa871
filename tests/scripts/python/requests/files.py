# flags: --allow-net=loopback
# server: http
import io
import os
import requests

base = f"http://{os.environ['SERVER']}"

response = requests.post(base + '/post', data={'key': 'välue'}, files={
    'one': ('ünï.txt', io.BytesIO(b'first'), 'text/plain', {'X-Part': '1'}),
    'two': b'second',
    'three': (None, 'no file name')})
sent = response.json()
kind, _, boundary = sent['headers']['content-type'].partition('; boundary=')
print(kind, sent['headers']['content-length'] == str(len(response.request.body)))
print(sent['data'].replace(boundary, 'BOUNDARY').replace('\r\n', '\n'), end='')

try:
    requests.post(base + '/post', data='text', files={'a': b'b'})
except ValueError as error:
    print(error)
