// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => {
  print(request.rawHeaders.join('|'));
  response.end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write(
  'GET / HTTP/1.1\r\nHost: h.example:81\r\nX-A: 1\r\nX-a: 2\r\nConnection: close\r\n\r\n',
);
while (await connection.read());
server.close();
