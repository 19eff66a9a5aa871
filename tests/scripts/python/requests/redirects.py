# flags: --allow-net=loopback
# server: http
import os
import requests
from urllib.parse import quote

base = f"http://{os.environ['SERVER']}"

response = requests.get(base + '/redirect/3')
print(response.url.removeprefix(base), [(each.status_code, each.headers['location']) for each in response.history])
response = requests.get(base + '/redirect/2', allow_redirects=False)
print(response.status_code, response.is_redirect, response.is_permanent_redirect, response.next.url.removeprefix(base))
print(requests.head(base + '/redirect/1').status_code, requests.get(base + '/redirect-to?status=308&url=/get').history[0].is_permanent_redirect)

for status in 301, 302, 303, 307, 308:
    sent = requests.post(f'{base}/redirect/1?status={status}', data='body').json()
    print(status, sent['method'], repr(sent['data']), sent['headers'].get('content-length'))

try:
    requests.get(base + '/redirect/40')
except requests.TooManyRedirects as error:
    print(type(error).__name__, error, len(error.response.history))

statuses = []
requests.get(base + '/redirect/1', hooks={'response': lambda response, *_, **__: statuses.append(response.status_code)})
print(statuses)

# Another host gets no credentials; the same one does.
other = base.replace('127.0.0.1', 'localhost')
sent = requests.get(f'{base}/redirect-to?url={quote(other)}/get', auth=('u', 'p'), headers={'X-Kept': 'yes'}).json()['headers']
print(sent.get('authorization'), sent['x-kept'])
print(requests.get(base + '/redirect-to?url=/get', auth=('u', 'p')).json()['headers'].get('authorization'))

print(requests.get(base + '/redirect-to?url=/get%23fragment').url.removeprefix(base))
try:
    requests.get(base + '/redirect-to?url=ftp://host/')
except requests.exceptions.InvalidSchema as error:
    print(error)
