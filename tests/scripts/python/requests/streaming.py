# flags: --allow-net=loopback
# server: http
import os
import requests

base = f"http://{os.environ['SERVER']}"

with requests.get(base + '/stream/3', stream=True) as response:
    print([line.decode() for line in response.iter_lines()])
with requests.get(base + '/bytes/1000', stream=True) as response:
    print([len(part) for part in response.iter_content(300)])
with requests.get(base + '/chunked', stream=True) as response:
    print(b''.join(response.iter_content(chunk_size=None)))
response = requests.get(base + '/chunked', stream=True)
response.encoding = 'utf-8'
print(''.join(response.iter_content(4, decode_unicode=True)))

response = requests.get(base + '/bytes/200000', stream=True)
print(len(response.raw.read(10)), response.raw.status, len(response.raw.read()), response.raw.read())
response.close()

print(requests.get(base + '/gzip').json()['method'], requests.get(base + '/deflate', stream=True).json()['method'])

# A body that has no end is given up.
with requests.get(base + '/drip?count=1000000&interval=1', stream=True) as response:
    print(next(response.iter_content(1)))

response = requests.get(base + '/bytes/300000')
print(len(response.content), response.content == bytes(index % 256 for index in range(300000)), [len(part) for part in response.iter_content(100000)])

response = requests.get(base + '/bytes/3', stream=True)
list(response.iter_content(1))
try:
    response.content
except RuntimeError as error:
    print(error)
try:
    requests.get(base + '/close-early')
except requests.exceptions.ChunkedEncodingError as error:
    print(error)
