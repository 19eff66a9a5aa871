# flags: --allow-net=loopback
# server: http
import http.client
import json
import os

address = os.environ['SERVER']
connection = http.client.HTTPConnection(address)

connection.request('GET', '/get', headers={'X-A': '1'})
response = connection.getresponse()
print(response.status, response.reason, response.version, response.getheader('content-type'), response.getheader('none', 'default'))
print(json.loads(response.read())['headers']['x-a'], response.isclosed(), response.read())

connection.request('POST', '/post', body='täxt', headers={'Content-Type': 'x/y'})
sent = json.load(connection.getresponse())
print(sent['headers']['content-length'], sent['headers']['content-type'])

connection.putrequest('PUT', '/put')
connection.putheader('Content-Length', '5')
connection.putheader('X-Number', 5)
connection.endheaders()
connection.send(b'he')
connection.send(b'llo')
sent = json.load(connection.getresponse())
print(sent['method'], sent['data'], sent['headers']['x-number'])

connection.request('POST', '/post', body=iter([b'a', b'b']))
print(json.load(connection.getresponse())['data'])
connection.request('HEAD', '/get')
response = connection.getresponse()
print(response.read(), response.status, int(response.getheader('content-length')) > 10)
connection.close()
print(http.client.responses[404], http.client.OK, http.client.HTTPS_PORT, http.HTTPStatus(418).phrase, http.HTTPMethod.PATCH)
