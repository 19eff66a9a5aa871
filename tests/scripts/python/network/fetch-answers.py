# flags: --allow-net=127.0.0.1
# server: network
from network import *
import os
from json import loads

base = 'http://' + os.environ['SERVER']
print(fetch_text(base + '/text'), fetch_json(base + '/json'))
first = fetch(base + '/text')
headers = loads(first)['headers']
print(first.startswith('{"id":0,"ok":true,"status":200,"headers":{"'), list(headers) == sorted(headers), headers['content-length'], headers['content-type'])
print(first.endswith('"body":"hello from mock"}'))
print(fetch(base + '/nothing')[:33], loads(fetch(base + '/nothing'))['body'])
try:
    fetch_text(base + '/nothing')
except Exception as error:
    print(type(error).__name__, error)
print(len(fetch_text(base + '/big')))
print(fetch_text(base + '/echo', '{"method":"post","body":"a=1","headers":{"Content-Type":"text/x-own"}}').split('\n'))
print(fetch_text(base + '/echo', method='put', body=b'\x41\x42').split('\n'))
print(fetch_text(base + '/echo', json={'name': 'adá'}).split('\n'))
print(fetch_text(base + '/echo', '{"method":"PUT"}', body='words').split('\n'))
print(gather(fetch_text(base + '/item/1'), fetch_text(base + '/item/2')))
print(with_timeout(20.0, fetch_text(base + '/item/3')), run(fetch_text(base + '/item/4')))
print(await fetch_text(base + '/item/5'), (await fetch(base + '/text'))[:10])
