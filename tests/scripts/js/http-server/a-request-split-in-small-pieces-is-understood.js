// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => {
  request.setEncoding('utf8').on('data', (text) => print('body', text));
  request.on('end', () => response.end(`${request.method} ${request.headers['x-long']}`));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
for (const piece of ['PO', 'ST / HT', 'TP/1.1\r\nHo', 'st: x\r\nX-Lo', 'ng: a:b', '\r\nConnection: close\r\nContent-Length: 2\r', '\n\r\nok']) {
  connection.write(piece);
  await connection.flush();
  await new Promise((resolve) => setTimeout(resolve, 2));
}
let received = '';
for (let bytes; (bytes = await connection.read()); ) received += new TextDecoder().decode(bytes);
print(received.split('\r\n\r\n')[1]);
server.close();
