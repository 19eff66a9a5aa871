// COUNT server-sent events to each client, as fast as it takes them.
import { createServer } from 'node:http';
import { once } from 'node:events';

const count = Number(process.env.COUNT);

createServer(async (request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (let number = 1; number <= count; number++) {
    if (!response.write(`id: ${number}\ndata: {"number":${number}}\n\n`)) await once(response, 'drain');
  }
  response.end();
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
