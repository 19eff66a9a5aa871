# A server, and a thousand requests to it at once: each call waits for its own answer only.
# strait run --allow-net=loopback --allow-listen examples/gather.py
from json import loads

from network import fetch, listen

server = listen(lambda request: {'path': request.path}, port=0)
base = f'http://127.0.0.1:{server.port}'


async def load(number):
    if number == 500:
        return loads(fetch('http://127.0.0.1:1/'))
    return loads(fetch(f'{base}/{number}'))


async def main():
    answers = gather(*[load(number) for number in range(1000)])
    failed = [answer for answer in answers if not answer['ok']]
    print(f'{len(answers) - len(failed)} answers, {len(failed)} failure: {failed[0]["error"]}')
    server.close()


run(server.run(), main())
