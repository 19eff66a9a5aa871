# flags: --allow-net=loopback
# server: http
import http.client
import os

connection = http.client.HTTPConnection(os.environ['SERVER'])
connection.request('GET', '/redirect/1')
response = connection.getresponse()
print(response.status, response.getheader('location'), response.read())
