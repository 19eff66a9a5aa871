# flags: --allow-net=127.0.0.1
# server: network
from network import *
import os

base = 'http://' + os.environ['SERVER']


def attempt(*args, **keywords):
    try:
        print(fetch_text(*args, **keywords))
    except Exception as error:
        print(f'{type(error).__name__}: {str(error).replace(base, "BASE")}', getattr(error, 'code', None))


print(fetch('no url'))
print(fetch(base, '{"body":"of a GET"}'))
print(fetch(base, '{"method":"GET","headers":{"a":"b\\r\\nc: d"}}'))
print(fetch(base, '{"method":"NOT OK"}').replace(base, 'BASE'))
attempt('http://192.0.2.1/')
attempt(base + '/hang', timeout=0.05)
attempt(base + '/hang', '{"timeout":0.05}')
attempt(base, '{no json')
attempt(base, '[1]')
attempt(base, {1})
attempt(7)
attempt(base, timeout=0)
attempt(base, body='a', json='b')
abort_request(0)
abort_request(99)
abort_request(-1)
print(fetch(base + '/text')[:9])
