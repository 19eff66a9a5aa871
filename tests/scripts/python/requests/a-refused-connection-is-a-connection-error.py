# flags: --allow-net=127.0.0.1
import requests

try:
    requests.get('http://127.0.0.1:1/path?query')
except requests.ConnectionError as error:
    print(error)
