// flags: --allow-net=loopback --allow-listen --max-header 8K
import { createServer } from 'node:http';
const server = createServer((request, response) => response.end('read')).listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  print((await fetch(url, { headers: { 'x-long': 'x'.repeat(4000) } })).status);
  const answer = await fetch(url, { headers: { 'x-long': 'x'.repeat(9000) } }).then((response) => response.status, (error) => error.name);
  print(answer === 431 || answer === 'TypeError');
  server.close();
});
