# flags: --allow-net=127.0.0.1
# server: http
import os
from urllib.request import urlopen

base = f"http://{os.environ['SERVER']}"


def show(url, **keywords):
    try:
        print(urlopen(url, **keywords).read())
    except Exception as error:
        print(type(error).__name__, error)


show('http://127.0.0.1:1/')
show(base + '/redirect/20')
show(base + '/redirect-to?url=file:///etc/passwd')
