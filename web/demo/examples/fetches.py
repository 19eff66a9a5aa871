# A request looks like an ordinary call. Only the coroutine that
# makes it waits; gather lets them all wait at the same time.
from network import fetch, fetch_json, fetch_text
from json import loads
from time import monotonic

base = 'http://BASE'
began = monotonic()
text, data = gather(fetch_text(base + '/text'), fetch_json(base + '/json'))
print(text, loads(data))


async def load(i):
    try:
        return len(fetch_text(base + ('/text' if i % 10 else '/missing')))
    except RuntimeError as error:
        return str(error)


answers = gather(*[load(i) for i in range(100)])
print(answers.count(15), 'answers,', answers.count('HTTP 404'), 'failures')

try:
    with_timeout(0.5, fetch_text(base + '/slow'))
except TimeoutError:
    print('too slow')

print(loads(fetch(base + '/anything', method='POST', json={'a': 1}))['status'])
print(f'{monotonic() - began:.2f} s in all')
