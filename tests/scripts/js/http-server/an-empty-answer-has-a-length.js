// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => response.end()).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
let received = '';
while (!received.includes('\r\n\r\n')) received += new TextDecoder().decode(await connection.read());
print(received.match(/^content-length: .*$/im)[0].toLowerCase(), /^date: /im.test(received));
connection.close();
server.close();
