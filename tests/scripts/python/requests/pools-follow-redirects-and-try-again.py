# flags: --allow-net=loopback
# server: http
import os
import urllib3

base = f"http://{os.environ['SERVER']}"

pool = urllib3.PoolManager()
response = pool.request('GET', base + '/redirect/2', fields={'a': '1'})
print(response.status, response.json()['method'])
try:
    pool.request('GET', 'http://127.0.0.1:1/', retries=1)
except urllib3.exceptions.MaxRetryError as error:
    print(type(error.reason).__name__)
