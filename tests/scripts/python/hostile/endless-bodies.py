# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1 --memory=64M --cpu-time=10s
# A body that never ends fills the memory of the script, says so, and is given up; parts of it can be had.
import gc
import io
import requests
import sys
import urllib.request

from network import Response, fetch, fetch_text, listen, tcp_connect

given_up = []
# It may be the server that finds the memory full; it says so, and goes on.
sys.stderr = io.StringIO()


def endless():
    try:
        while True:
            yield b'a' * 65536
    finally:
        given_up.append(1)


with listen(lambda request: Response(endless())) as server:
    for load in (fetch_text, fetch, requests.get, lambda url: urllib.request.urlopen(url).read()):
        try:
            load(server.url)
        except MemoryError as error:
            print(type(error).__name__)
    with requests.get(server.url, stream=True) as response:
        print(len(response.raw.read(100)), len(next(response.iter_content(1000))))
    with urllib.request.urlopen(server.url) as response:
        print(len(response.read(100)))
    with tcp_connect('127.0.0.1', server.port) as connection:
        connection.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
        try:
            connection.read(-1)
        except MemoryError as error:
            print(type(error).__name__)
    # One whose server met the MemoryError itself is given up when it is collected.
    while len(given_up) < 7:
        gc.collect()
        sleep(0.001)
    print('all are given up')
