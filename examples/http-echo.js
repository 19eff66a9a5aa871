// strait run --allow-listen=8001 examples/http-echo.js
// curl -d "hello" http://localhost:8001/
import { createServer } from 'node:http';

createServer((request, response) => {
  response.writeHead(200, { 'content-type': request.headers['content-type'] ?? 'application/octet-stream' });
  request.pipe(response);
}).listen(8001, () => console.log('listening on port 8001'));
