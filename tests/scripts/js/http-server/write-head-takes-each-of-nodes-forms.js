// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const answers = {
  '/status': (response) => response.writeHead(201),
  '/object': (response) => response.writeHead(202, { 'X-Form': 'object' }),
  '/reason': (response) => response.writeHead(299, 'Quite Fine'),
  '/both': (response) => response.writeHead(404, 'Nothing Here', { 'x-form': 'both' }),
  '/flat': (response) => response.writeHead(200, ['x-form', 'a', 'x-form', 'b']),
  '/merged': (response) => response.setHeader('x-form', 'set').setHeader('x-set', 'yes').writeHead(200, { 'X-Form': 'written' }),
};
const server = createServer((request, response) => {
  answers[request.url](response).end();
}).listen(0, '127.0.0.1', async () => {
  for (const path of Object.keys(answers)) {
    const { status, statusText, headers } = await fetch(`http://127.0.0.1:${server.address().port}${path}`);
    print(path, status, statusText, headers.get('x-form'), headers.get('x-set'));
  }
  server.close();
});
