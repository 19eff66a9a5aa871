# flags: --allow-net=loopback
# server: http
import json
import os
from urllib.parse import urlencode
from urllib.request import Request, urlopen

base = f"http://{os.environ['SERVER']}"


def show(request, data=None):
    sent = json.load(urlopen(request, data))
    headers = sent['headers']
    print(sent['method'], repr(sent['data']), headers.get('content-type'), headers.get('content-length'), headers.get('x-mine'))


show(Request(base + '/post', data=urlencode({'a': 1, 'b': 'ü'}).encode(), headers={'X-Mine': 'yes'}))
show(Request(base + '/put', data=b'x', method='PUT'))
show(base + '/post', b'data')
show(Request(base + '/post', data=b'{}', headers={'Content-Type': 'application/json'}))
show(Request(base + '/delete', method='DELETE'))
print(urlopen(Request(base + '/get', method='HEAD')).read())
request = Request(base + '/x?y#z', headers={'some-header': '1'})
print(request.selector, request.get_method(), request.header_items(), request.type, request.has_header('Some-header'), request.fragment)
try:
    urlopen(base + '/post', data='text')
except TypeError as error:
    print(error)
