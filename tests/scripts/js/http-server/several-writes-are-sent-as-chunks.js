// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => {
  response.write('half ');
  setTimeout(() => response.end('and half'), 5);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
let received = '';
for (let bytes; (bytes = await connection.read()); ) received += new TextDecoder().decode(bytes);
const [head, body] = received.split(/\r\n\r\n(.*)/s);
print(head.split('\r\n')[0], /^transfer-encoding: chunked$/im.test(head), /^content-length/im.test(head));
print(JSON.stringify(body));
server.close();
