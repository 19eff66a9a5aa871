# flags: --allow-net=127.0.0.1
# server: http
import http.client
import os
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen, urlretrieve

base = f"http://{os.environ['SERVER']}"

try:
    urlopen(base + '/respond?status=404&body=nope&header=' + quote('X-A: b'))
except HTTPError as error:
    print(error, error.code, error.reason, error.read(), error.headers['x-a'], isinstance(error, URLError), error.status)


def show(url, **keywords):
    try:
        print(urlopen(url, **keywords).read())
    except Exception as error:
        print(type(error).__name__, error)


show('http://10.0.0.1/')
show('nothing')
show('foo://host')
show('http://')
show(base + '/a b')
show('ftp://host/file')
show('file:///etc/passwd')
show(base + '/delay/10000', timeout=0.05)
show(base + '/drip?count=3&interval=10000', timeout=0.1)
try:
    urlopen(base + '/close-early').read()
except http.client.IncompleteRead as error:
    print(repr(error), error.partial, error.expected)
try:
    urlretrieve(base + '/get', 'file')
except PermissionError as error:
    print(error)
