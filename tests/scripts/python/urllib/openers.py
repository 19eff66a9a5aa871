# flags: --allow-net=loopback
# server: http
import http.cookiejar
import json
import os
import urllib.request
from urllib.error import HTTPError
from urllib.parse import quote

base = f"http://{os.environ['SERVER']}"

jar = http.cookiejar.CookieJar()
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
opener.addheaders = [('User-Agent', 'mine')]
opener.open(base + '/respond?header=' + quote('Set-Cookie: a=1; Path=/'))
print([(cookie.name, cookie.value, cookie.domain, cookie.path) for cookie in jar])
sent = json.load(opener.open(base + '/get'))['headers']
print(sent['cookie'], sent['user-agent'])

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


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


print(urllib.request.urlopen(base + '/redirect/3').url.removeprefix(base))
try:
    urllib.request.build_opener(Stay).open(base + '/redirect/1')
except HTTPError as error:
    print(error.code, error.headers['location'])
