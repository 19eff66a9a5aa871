# flags: --allow-net=loopback
# server: http
import os
import requests

base = f"http://{os.environ['SERVER']}"
response = requests.get(base + '/gzip', stream=True)
print(response.raw.read(2), response.headers['content-encoding'])
