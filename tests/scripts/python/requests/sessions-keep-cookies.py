# flags: --allow-net=loopback
# server: http
import os
import requests
from urllib.parse import quote

base = f"http://{os.environ['SERVER']}"


def respond(*headers, status=200):
    return f'{base}/respond?status={status}' + ''.join([f'&header={quote(header)}' for header in headers])


def sent(**keywords):
    return session.get(base + '/get', **keywords).json()['headers'].get('cookie')


session = requests.Session()
response = session.get(respond(
    'Set-Cookie: a=1; Path=/', 'Set-Cookie: b=2; Path=/other', 'Set-Cookie: c=3; Domain=example.com', 'Set-Cookie: d=4; Max-Age=0',
    'Set-Cookie: e=5; Secure; Path=/', 'Set-Cookie: f="six; 6"; HttpOnly; Path=/',
    'Set-Cookie: g=7; Path=/; Expires=Wed, 01 Jan 2020 00:00:00 GMT'))
print(sorted(response.cookies.items()), sorted(session.cookies.keys()))
print(sent())
print(session.cookies.get('b'), session.cookies.get_dict(path='/other'), 'a' in session.cookies)
print(sent(cookies={'once': 'x'}), 'once' in session.cookies)
session.cookies.set('mine', '9', domain='127.0.0.1', path='/')
del session.cookies['f']
print(sent())
session.cookies.clear()
print(sent(), len(session.cookies), session.cookies)
session.cookies.update({'x': 'y'})
print(sent(), requests.utils.dict_from_cookiejar(session.cookies))

# On the way of a redirect, too.
session = requests.Session()
print(session.get(respond('Set-Cookie: hop=1; Path=/', 'Location: /get', status=302)).json()['headers'].get('cookie'))
print(requests.get(base + '/get', cookies={'one': '1', 'two': '2'}).json()['headers']['cookie'])
jar = requests.cookies.RequestsCookieJar()
jar.set('here', '1', domain='127.0.0.1', path='/get')
jar.set('there', '2', domain='127.0.0.1', path='/else')
print(requests.get(base + '/get', cookies=jar).json()['headers']['cookie'])
