# exit: 1
# stderr: File "denied.py", line 11, in <module>
# stderr: File "denied.py", line 8, in load
# stderr: --allow-net=example.com:80
from network import fetch_text

def load(url):
    return fetch_text(url)


print(load('http://example.com/'))
