// strait run --allow-listen=8001 examples/http-echo.js
// curl -d "hello" http://localhost:8001/
import { createServer } from 'node:http';

const port = Number(args[1] ?? 8001);

createServer((request, response) => {
  response.writeHead(200, { 'content-type': request.headers['content-type'] ?? 'application/octet-stream' });
  request.pipe(response);
}).listen(port, () => console.log(`listening on port ${port}`));
