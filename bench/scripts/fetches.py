"""COUNT fetches of a 1 KiB body, all at once; prints the milliseconds they took."""

import os
import time

from network import fetch_text

count = int(os.environ['COUNT'])
url = f'http://{os.environ["SERVER"]}/bytes/1024'

begun = time.perf_counter()
bodies = gather(*[fetch_text(url) for _ in range(count)])
took = (time.perf_counter() - begun) * 1000

if len(bodies) != count or any([len(body) != 1024 for body in bodies]):
    raise RuntimeError('a body is not whole')
print(f'{took:.2f}')
