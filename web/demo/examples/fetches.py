# A request looks like an ordinary call. Only the coroutine that
# makes it waits; gather lets them all wait at the same time.
from network import fetch, fetch_json, fetch_text
from json import loads
from time import monotonic

began = monotonic()
text, data = gather(fetch_text('http://BASE/text'), fetch_json('http://BASE/json'))
print(text, loads(data))


async def load(i):
    try:
        return len(fetch_text('http://BASE/text' if i % 10 else 'http://BASE/missing'))
    except RuntimeError as error:
        return str(error)


answers = gather(*[load(i) for i in range(100)])
print(answers.count(15), 'answers,', answers.count('HTTP 404'), 'failures')

try:
    with_timeout(0.5, fetch_text('http://BASE/slow'))
except TimeoutError:
    print('too slow')

print(loads(fetch('http://BASE/anything', method='POST', json={'a': 1}))['status'])
print(f'{monotonic() - began:.2f} s in all')
