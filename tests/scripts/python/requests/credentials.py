# flags: --allow-net=loopback
# server: http
import os
import re
import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from urllib.parse import quote

base = f"http://{os.environ['SERVER']}"

print(requests.get(base + '/basic-auth/user/word').status_code, requests.get(base + '/basic-auth/user/word', auth=('user', 'word')).status_code)
print(requests.get(base + '/basic-auth/a/b', auth=HTTPBasicAuth('a', 'b')).ok, requests.get(base.replace('//', '//a:b@') + '/basic-auth/a/b').ok)


class Token(AuthBase):
    def __call__(self, request):
        request.headers['X-Token'] = 'secret'
        return request


print(requests.get(base + '/get', auth=Token()).json()['headers']['x-token'])

challenge = 'WWW-Authenticate: Digest realm="r", nonce="abc", qop="auth", opaque="o", algorithm=SHA-256'
response = requests.get(f'{base}/respond?status=401&header={quote(challenge)}', auth=HTTPDigestAuth('u', 'p'))
print(response.status_code, len(response.history))
print(re.sub(r'uri=".*?"|response="\w{64}"|cnonce="\w+"', lambda found: found[0][:5], response.request.headers['Authorization']))
