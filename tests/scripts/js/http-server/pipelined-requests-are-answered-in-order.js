// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => {
  setTimeout(() => response.end(`<${request.url}>`), request.url === '/slow' ? 20 : 0);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\nGET /quick HTTP/1.1\r\nHost: x\r\n\r\n');
let received = '';
while (!received.endsWith('</quick>')) received += new TextDecoder().decode(await connection.read());
print(received.match(/<.*>/g).join());
connection.close();
server.close();
