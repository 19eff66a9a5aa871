// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
import { once } from 'node:events';
import { WasiTcpConn } from 'wasi_net';
const server = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  print(request.headers['transfer-encoding'], request.headers['content-length'], text);
  response.end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
connection.write('PUT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n');
connection.write('4\r\nchun\r\n6;note=1\r\nk by c\r\n4\r\nhunk\r\n0\r\n\r\n');
while (await connection.read());
server.close();
