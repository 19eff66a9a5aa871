# flags: --allow-net=127.0.0.1
from network import *

print(fetch('http://127.0.0.1:1/'))
try:
    fetch_text('http://127.0.0.1:1/')
except RuntimeError as error:
    print(error, error.code)
