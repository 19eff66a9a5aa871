# flags: --allow-net=loopback
# server: http
import os
import urllib3
import requests.packages.urllib3

base = f"http://{os.environ['SERVER']}"

requests.packages.urllib3.disable_warnings()
pool = urllib3.PoolManager(headers={'X-All': '1'})
response = pool.request('GET', base + '/get', fields={'a': '1'})
print(response.status, response.json()['method'], response.headers['Content-Type'], response.data[:1])
print(pool.request('POST', base + '/post', json={'a': 1}).json()['json'], pool.request('POST', base + '/post', fields={'a': 'b'}, encode_multipart=False).json()['data'])
response = pool.request('GET', base + '/stream/2', preload_content=False)
print([part for part in response.stream(100)] != [], response.closed)
response.release_conn()
try:
    pool.request('GET', base + '/delay/10000', timeout=urllib3.Timeout(read=0.05), retries=False)
except urllib3.exceptions.ReadTimeoutError as error:
    print(type(error).__name__)
print(urllib3.util.parse_url('HTTP://Host:80/a/../b?c#d'))
