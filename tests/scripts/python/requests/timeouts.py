# flags: --allow-net=loopback
# server: http
import os
import requests

base = f"http://{os.environ['SERVER']}"
port = base.rpartition(':')[2]

for timeout in 0.05, (5, 0.05), requests.adapters.TimeoutSauce(total=0.05):
    try:
        requests.get(base + '/delay/10000', timeout=timeout)
    except requests.ReadTimeout as error:
        print(isinstance(error, requests.Timeout), str(error).replace(port, 'PORT').split('(read')[0])
try:
    requests.get(base + '/drip?count=3&interval=10000', timeout=0.1)
except requests.ConnectionError as error:
    print(str(error).replace(port, 'PORT'))
print(requests.get(base + '/delay/20', timeout=30).status_code, requests.get(base + '/get', timeout=(3.05, None)).status_code)
