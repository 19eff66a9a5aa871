# flags: --allow-net=127.0.0.1
# server: http
import http.client
import io
import os

address = os.environ['SERVER']
connection = http.client.HTTPConnection(address)


def show(action):
    connection.close()
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def twice():
    connection.request('GET', '/get')
    connection.request('GET', '/get')


show(connection.getresponse)
show(twice)
show(lambda: connection.putheader('a', 'b'))
show(lambda: connection.putrequest('GE\nT', '/'))
show(lambda: connection.request('GET', '/a b'))
show(lambda: connection.request('GET', '/', headers={'a b\n': 'x'}))
show(lambda: connection.request('GET', '/', headers={'a': 'x\ny'}))
show(lambda: connection.request('POST', '/', body='☃'))
show(lambda: connection.request('POST', '/', body=5))
show(lambda: http.client.HTTPConnection('host:x'))
show(lambda: http.client.HTTPConnection('10.0.0.1').request('GET', '/'))
show(lambda: connection.set_tunnel('host'))

connection = http.client.HTTPConnection(address, timeout=0.05)
connection.request('GET', '/delay/10000')
try:
    connection.getresponse()
except TimeoutError as error:
    print('timeout:', error)

headers = http.client.parse_headers(io.BytesIO(b'A: 1\r\nB: x\r\n y\r\nA: 2\r\n\r\nrest'))
print(headers.items(), headers.get_all('a'), 'C' in headers)
