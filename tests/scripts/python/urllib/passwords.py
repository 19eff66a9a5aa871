# flags: --allow-net=loopback
# server: http
import json
import os
import urllib.request
from urllib.error import HTTPError

base = f"http://{os.environ['SERVER']}"

passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
passwords.add_password(None, base, 'u', 'p')
opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(passwords))
print(json.load(opener.open(base + '/basic-auth/u/p'))['headers']['authorization'])
try:
    urllib.request.urlopen(base + '/basic-auth/u/p')
except HTTPError as error:
    print(error.code, error.headers['WWW-Authenticate'])
urllib.request.install_opener(opener)
print(urllib.request.urlopen(base + '/basic-auth/u/p').status)
