# flags: --allow-net=127.0.0.1
import http.client

try:
    http.client.HTTPConnection('127.0.0.1', 1).request('GET', '/')
except ConnectionRefusedError as error:
    print(error)
