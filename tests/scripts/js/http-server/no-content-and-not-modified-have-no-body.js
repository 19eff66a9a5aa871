// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  response.statusCode = Number(request.url.slice(1));
  response.end('ignored');
}).listen(0, '127.0.0.1', async () => {
  for (const status of [204, 304]) {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/${status}`);
    print(response.status, response.statusText, JSON.stringify(await response.text()));
  }
  server.close();
});
