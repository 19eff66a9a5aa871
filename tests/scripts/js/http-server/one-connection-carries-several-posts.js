// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => response.end(`[${text}]`));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
let received = '';
async function until(end) {
  while (!received.endsWith(end)) received += new TextDecoder().decode(await connection.read());
}
for (const body of ['one', 'two', 'three']) {
  connection.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await until(`[${body}]`);
}
print(received.match(/HTTP\/1\.1 200 OK/g).length, received.match(/\[\w+\]/g).join());
connection.close();
server.close();
