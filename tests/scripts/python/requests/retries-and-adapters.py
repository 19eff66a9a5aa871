# flags: --allow-net=loopback
# server: http
import os
import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.util.retry import Retry

base = f"http://{os.environ['SERVER']}"


class Canned(BaseAdapter):
    def send(self, request, **keywords):
        response = requests.Response()
        response.status_code = 299
        response.url = request.url
        response.request = request
        response._content = b'from a can'
        return response

    def close(self):
        print('closed')


with requests.Session() as session:
    session.mount('canned://', Canned())
    response = session.get('canned://anything')
    print(response.status_code, response.text, response.url)
    session.mount('http://', HTTPAdapter(max_retries=Retry(total=2, backoff_factor=0.001, status_forcelist=[503])))
    try:
        session.get(base + '/status/503')
    except requests.exceptions.RetryError as error:
        print(str(error).partition('with url')[2])
    session.mount(base, HTTPAdapter(max_retries=Retry(total=2, status_forcelist=[503], raise_on_status=False)))
    print(session.get(base + '/status/503').status_code, session.get(base + '/get').status_code)
