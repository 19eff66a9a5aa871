# flags: --allow-net=127.0.0.1
# server: http
import os
import requests

base = f"http://{os.environ['SERVER']}"
port = base.rpartition(':')[2]


def show(url, **keywords):
    try:
        print(requests.post(url, **keywords))
    except Exception as error:
        print(type(error).__name__, isinstance(error, requests.RequestException), str(error).replace(port, 'PORT'))


for status in 404, 503:
    response = requests.get(f'{base}/status/{status}')
    try:
        response.raise_for_status()
    except requests.HTTPError as error:
        print(str(error).replace(base, 'BASE'), error.response is response, error.request.method)
requests.get(base + '/get').raise_for_status()

show('https://10.0.0.1/')
show('nothing')
show('http://')
show('ftp://host/')
show('http://127.0.0.1:99999/')
show('http://*.host/')
show(base, headers={'a': 'b\nc'})
show(base, headers={'a': 1})
show(base, headers={'Upgrade': 'tea'})
show(base, timeout=(1, 2, 3))
show(base, timeout='soon')
show(base, timeout=0)
show(base, proxies={'http': 'http://127.0.0.1:1'})
show('https://127.0.0.1:1/', verify=False)
show('https://127.0.0.1:1/', cert='mine.pem')
show(base, files={})
try:
    requests.get(base + '/bytes/3').json()
except requests.JSONDecodeError as error:
    print(type(error).__name__, error, isinstance(error, ValueError), isinstance(error, requests.RequestException))
