# flags: --allow-net=loopback
# server: http
import os
import requests
from concurrent.futures import ThreadPoolExecutor, as_completed

base = f"http://{os.environ['SERVER']}"

with ThreadPoolExecutor(max_workers=5) as pool:
    print([response.status_code for response in pool.map(requests.get, [f'{base}/status/{status}' for status in (200, 204, 404)])])
    futures = {pool.submit(requests.get, f'{base}/delay/{milliseconds}'): milliseconds for milliseconds in (600, 300, 1)}
    print([futures[future] for future in as_completed(futures) if future.result().ok])
