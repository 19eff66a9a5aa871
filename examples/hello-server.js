// A server and its client in one script: `make run` starts it.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ method: request.method, url: request.url }));
});

server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  console.log(`serving on http://127.0.0.1:${port}/ from inside a Wasm sandbox`);

  const response = await fetch(`http://127.0.0.1:${port}/hello?from=fetch`);
  console.log(response.status, await response.json());

  server.close(() => console.log('done'));
});
