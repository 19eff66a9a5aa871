// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => {
  response.setHeader('Content-Length', 6);
  response.write('own');
  setTimeout(() => response.end('ed!'), 2);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
let received = '';
for (let bytes; (bytes = await connection.read()); ) received += new TextDecoder().decode(bytes);
print(received.match(/content-length: .*/gi).length, /chunked/i.test(received), received.split('\r\n\r\n')[1]);
server.close();
