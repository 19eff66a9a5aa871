// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => {
  print(request.method, request.url, request.httpVersion);
  print(request.headers.host, request.headers['x-a'], request.headers.cookie, request.headers.referer);
  print(JSON.stringify(request.headersDistinct['x-a']), request.complete);
  print(request.socket.remoteAddress, request.socket.remotePort > 0, request.socket.localPort === server.address().port);
  response.end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write(
  'REPORT /a%20b?c=d&c HTTP/1.1\r\nHost: h.example:81\r\nX-A: 1\r\nX-a: 2\r\nCookie: p=1\r\nCookie: q=2\r\nReferer: r1\r\nReferer: r2\r\nConnection: close\r\n\r\n',
);
while (await connection.read());
server.close();
