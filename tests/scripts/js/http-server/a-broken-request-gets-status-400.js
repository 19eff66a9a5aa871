// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer((request, response) => response.end('never')).listen(0, '127.0.0.1');
await once(server, 'listening');
for (const text of ['what is this\r\n\r\n', 'GET / HTTP/1.1\r\nbad header\r\n\r\n', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n']) {
  const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
  connection.write(text);
  let received = '';
  for (let bytes; (bytes = await connection.read()); ) received += new TextDecoder().decode(bytes);
  print(received.split('\r\n')[0]);
}
server.close();
