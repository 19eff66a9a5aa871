// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer((request, response) => response.end(request.url)).listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  for (const path of ['/a', '/b']) {
    const response = await fetch(base + path, { method: 'POST', body: 'unread '.repeat(1000) });
    print(await response.text());
  }
  server.close();
});
