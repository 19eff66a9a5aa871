// flags: --allow-net=loopback --allow-listen
// exit: 1
// stderr: Error: later
import { createServer } from 'node:http';
const server = createServer(async (request, response) => {
  await null;
  throw new Error('later');
}).listen(0, '127.0.0.1', () => {
  fetch(`http://127.0.0.1:${server.address().port}/`).catch(() => {});
});
