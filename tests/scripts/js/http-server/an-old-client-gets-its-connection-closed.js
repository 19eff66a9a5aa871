// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => {
  print(request.httpVersion, request.httpVersionMajor, request.httpVersionMinor);
  response.write('old ');
  response.end('school');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write('GET / HTTP/1.0\r\n\r\n');
let received = '';
for (let bytes; (bytes = await connection.read()); ) received += new TextDecoder().decode(bytes);
print(/chunked/i.test(received), received.split('\r\n\r\n')[1]);
server.close();
