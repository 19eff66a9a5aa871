# flags: --allow-net=loopback
# server: http
import json
import os
from urllib.request import urlopen

base = f"http://{os.environ['SERVER']}"

sent = json.load(urlopen(base + '/get'))['headers']
print(sent['user-agent'], sent['accept-encoding'], sent['connection'])
