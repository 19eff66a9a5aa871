# flags: --allow-net=loopback
# server: http
import os
import requests

base = f"http://{os.environ['SERVER']}"

sent = requests.get(base + '/get').json()['headers']
print(sent['user-agent'] == requests.utils.default_user_agent(), sent['accept-encoding'])
print(requests.get(base + '/get', headers={'User-Agent': 'mine'}).json()['headers']['user-agent'])
