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


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


print(urllib.request.urlopen(base + '/redirect/3').url.removeprefix(base))
try:
    urllib.request.build_opener(Stay).open(base + '/redirect/1')
except HTTPError as error:
    print(error.code, error.headers['location'])
