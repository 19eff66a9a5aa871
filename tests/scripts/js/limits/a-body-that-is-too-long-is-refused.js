// flags: --allow-net=loopback --allow-listen --max-body 1K
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  request.on('error', () => {});
  request.resume().on('end', () => response.end('read'));
}).listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  const send = (length) => fetch(url, { method: 'POST', body: 'x'.repeat(length) }).then((response) => response.status);
  print(await send(1000));
  print(await send(2000));
  server.close();
});
