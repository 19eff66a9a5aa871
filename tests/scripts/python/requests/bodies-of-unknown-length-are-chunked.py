# flags: --allow-net=loopback
# server: http
import os
import requests

base = f"http://{os.environ['SERVER']}"


def parts():
    for number in range(3):
        yield b'part%d;' % number


for data in parts(), iter(['ä', b'b']):
    sent = requests.post(base + '/post', data=data).json()
    print(repr(sent['data']), sent['headers'].get('content-length'), sent['headers'].get('transfer-encoding'))
