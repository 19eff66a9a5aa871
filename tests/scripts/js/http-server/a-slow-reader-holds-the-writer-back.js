// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const part = Buffer.alloc(65_536);
let written = 0;
const server = createServer(async (request, response) => {
  while (written < 400 * part.length) {
    written += part.length;
    if (!response.write(part)) await once(response, 'drain');
  }
  response.end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
let before = -1;
while (before !== written) {
  before = written;
  await new Promise((resolve) => setTimeout(resolve, 200));
}
print('the writer waits', written > 0 && written < 400 * part.length);
let length = 0;
for (let bytes; (bytes = await connection.read()); ) length += bytes.byteLength;
print('the reader has all', length > 400 * part.length);
server.close();
