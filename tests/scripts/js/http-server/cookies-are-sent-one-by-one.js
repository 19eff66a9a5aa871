// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => {
  response.setHeader('Set-Cookie', ['a=1; Expires=Thu, 01 Jan 2032 00:00:00 GMT', 'b=2']);
  response.end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
let received = '';
for (let bytes; (bytes = await connection.read()); ) received += new TextDecoder().decode(bytes);
for (const line of received.split('\r\n')) if (/^set-cookie:/i.test(line)) print(line.replace(/^.*?: /, ''));
server.close();
