# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1
# What is allowed leads nowhere else: neither by redirects nor by other names of the same.
import requests
import urllib.error
import urllib.request

from network import Response, fetch, fetch_text, listen, serve, tcp_connect, tcp_listen, ws_open, ws_receive

targets = {
    '/link-local': 'http://169.254.169.254/latest', '/other': 'http://127.0.0.2/',
    '/mapped': 'http://[::ffff:169.254.169.254]/', '/six': 'http://[::1]/', '/any': 'http://0.0.0.0/',
    '/file': 'file:///etc/passwd', '/data': 'data:,a', '/loop': '/loop',
}


def handler(request):
    return Response(None, 302, {'location': targets[request.path]})


def attempt(call, *arguments):
    try:
        call(*arguments)
    except Exception as error:
        text = str(getattr(error, 'reason', None) or error)
        flag = text.partition('--allow-')[2].partition(' ')[0].strip('"\')')
        print(type(error).__name__, flag and f'--allow-{flag}')
    else:
        print('nothing refused it')

with listen(handler) as server:
    for path in targets:
        print(path)
        for load in (fetch_text, requests.get, urllib.request.urlopen):
            attempt(load, server.url + path)
for host in ('127.0.0.2', '0.0.0.0', '::1', '[::1]', '2130706434', '0x7f000002', '169.254.169.254'):
    attempt(tcp_connect, host, 1)
attempt(ws_receive, ws_open('ws://127.0.0.2:1/'))
for host in ('0.0.0.0', '::', '::1', '127.0.0.2'):
    attempt(tcp_listen, 0, host)
    attempt(serve, handler, 0, host)
