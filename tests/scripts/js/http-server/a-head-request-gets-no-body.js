// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => response.end('seven!!')).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write('HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
let received = '';
for (let bytes; (bytes = await connection.read()); ) received += new TextDecoder().decode(bytes);
print(received.endsWith('\r\n\r\n'), /seven/.test(received));
server.close();
