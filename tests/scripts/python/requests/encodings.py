# flags: --allow-net=loopback
# server: http
import os
import requests
from urllib.parse import quote

base = f"http://{os.environ['SERVER']}"


def get(kind, body='café'):
    return requests.get(f'{base}/respond?header={quote("Content-Type: " + kind)}&body={quote(body)}')


for kind in 'text/plain; charset=utf-8', 'text/html', 'application/json', 'application/octet-stream', "text/plain; charset='latin-1'":
    response = get(kind)
    print(kind, response.encoding, response.apparent_encoding, response.text)
response = get('text/html')
response.encoding = 'utf-8'
print(response.text, response.content)
print(get('application/json', '{"a": "é"}').json())
print(requests.get(base + '/respond?header=' + quote('Link: <http://x/2>; rel="next", <http://x/9>; rel="last"')).links)
print(requests.get(base + '/status/204').text == '')
