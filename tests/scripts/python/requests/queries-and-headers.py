# flags: --allow-net=loopback
# server: http
import os
import requests

base = f"http://{os.environ['SERVER']}"

response = requests.get(base + '/get', params={'a': ['1', '2'], 'none': None, 'c': 'x y', 'ü': '&'})
print(response.url.removeprefix(base))
print(response.json()['args'])
print(requests.get(base + '/get?a=1', params='b=2').json()['args'], requests.get(base + '/get', params=[('a', 1), ('a', 2)]).json()['args'])

print(response.status_code, response.reason, response.ok, response, bool(response))
print(response.headers['Content-Type'], response.headers.get('CONTENT-LENGTH') == str(len(response.content)), 'x-nothing' in response.headers)
print(response.encoding, response.apparent_encoding, response.elapsed.total_seconds() > 0, response.history, response.links)
print(response.request.method, response.request.path_url, response.request.headers['Accept'], response.request.body)

sent = requests.get(base + '/get', headers={'X-Mine': 'yes', 'Accept': 'text/plain'}).json()['headers']
print(sent['x-mine'], sent['accept'])
