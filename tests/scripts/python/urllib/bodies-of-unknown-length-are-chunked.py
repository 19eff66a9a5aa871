# flags: --allow-net=loopback
# server: http
import io
import json
import os
from urllib.request import Request, urlopen

base = f"http://{os.environ['SERVER']}"

for data in io.BytesIO(b'a file'), (part for part in [b'a', b'b']):
    sent = json.load(urlopen(Request(base + '/post', data=data)))
    print(repr(sent['data']), sent['headers'].get('content-length'), sent['headers'].get('transfer-encoding'))
