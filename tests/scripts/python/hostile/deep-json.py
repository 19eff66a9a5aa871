# flags: --allow-net=127.0.0.1 --allow-listen=127.0.0.1 --memory=64M --cpu-time=10s
# JSON from a peer that is too deep, too long a number, or none, is an exception of whoever asks for it.
import json
import requests

from network import fetch_text, listen

bodies = {
    '/lists': '[' * 100000, '/closed': '[' * 100000 + ']' * 100000, '/objects': '{"a":' * 100000, '/digits': '9' * 100000,
    '/none': '', '/nul': '\0', '/bytes': b'\xff\xfe', '/surrogates': '"\\ud800"',
}


def handler(request):
    if request.method == 'POST':
        return str(len(request.json()))
    return bodies[request.path]

with listen(handler) as server:
    for path in bodies:
        for load in (lambda url: json.loads(fetch_text(url)), lambda url: requests.get(url).json()):
            try:
                print(path, ascii(load(server.url + path)))
            except (ValueError, RecursionError) as error:
                print(path, type(error).__name__)
    for path in ('/none', '/nul', '/bytes'):
        print(requests.post(server.url, data=bodies[path]).status_code)
