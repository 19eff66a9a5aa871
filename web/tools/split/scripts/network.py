# Requests and what can become of them.
import asyncio
import json
from network import abort_request, fetch, fetch_json, fetch_text

base = 'http://BASE'
print(fetch_text(base + '/text'), json.loads(fetch_json(base + '/json')))
answer = json.loads(fetch(base + '/anything', {'method': 'PUT', 'headers': {'x-a': 'b'}, 'body': 'text'}))
print(answer['status'], answer['headers'] is not None)
for attempt in (lambda: fetch_text(base + '/missing'), lambda: fetch_text('http://127.0.0.1:1/'), lambda: fetch_text('nonsense')):
    try:
        print(attempt())
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__)
try:
    with_timeout(0.01, fetch_text(base + '/slow'))
except TimeoutError:
    print('too slow')
print(len(gather(*[fetch_text(base + '/text') for _ in range(5)])))


async def main():
    return await fetch_text(base + '/text')


print(asyncio.run(main()))
