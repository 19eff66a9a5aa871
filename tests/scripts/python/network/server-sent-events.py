# flags: --allow-net=127.0.0.1
# server: network
from network import *
import os

base = 'http://' + os.environ['SERVER']
source = sse_open(base + '/sse', 'e')
print(source, sse_state(source))
print([receive() for _ in range(4)], sse_state(source))
sse_close(source)
for call in (sse_state, sse_close):
    try:
        call(source)
    except RuntimeError as error:
        print(error)
fields = sse_open(base + '/sse-fields', 'f', None, events=['ping'])
for _ in range(6):
    print(receive())
sse_close(fields)
again = sse_open(base + '/sse-reconnect', 'r')
for _ in range(5):
    print(receive(), sse_state(again))
sse_close(again)
for path in ('/text', '/nothing'):
    wrong = sse_open(base + path, 'w')
    print(receive(), sse_state(wrong))
wrong = sse_open('/relative', 'w')
print(receive(), sse_state(wrong))
