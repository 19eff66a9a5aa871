# flags: --allow-net=loopback
# server: http
import io
import json
import os
from urllib.request import urlopen

base = f"http://{os.environ['SERVER']}"

with urlopen(base + '/get?x=1') as response:
    print(response.status, response.getcode(), response.reason, response.msg, response.geturl().removeprefix(base), response.closed)
    print(response.info().get_content_type(), response.headers['Content-Type'], response.headers.get_content_charset('none'), response.getheader('X-None', 'no'))
    sent = json.load(response)
    print(sent['args'])
print(response.closed)

response = urlopen(base + '/stream/4')
print(response.readline(), response.read(3), response.readlines())
print(response.read(), response.isclosed())
print([line for line in urlopen(base + '/stream/2')], urlopen(base + '/stream/2').readline(4))
response = urlopen(base + '/bytes/200000')
print(response.length, len(response.read(10)), response.peek(1)[:1], len(response.read()), response.length)
buffer = bytearray(4)
print(urlopen(base + '/bytes/10').readinto(buffer), buffer)
print(io.TextIOWrapper(urlopen(base + '/chunked'), 'utf-8').read())
print(urlopen('data:text/plain;charset=utf-8;base64,aGVsbG8=').read(), urlopen('data:,a%20b').headers.get_content_type())
