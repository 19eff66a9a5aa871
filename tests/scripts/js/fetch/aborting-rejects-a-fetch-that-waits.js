// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const controller = new AbortController();
const server = createServer((request, response) => {
  controller.abort();
}).listen(0, '127.0.0.1', async () => {
  await fetch(`http://127.0.0.1:${server.address().port}/`, { signal: controller.signal }).catch((error) => {
    print(error.name, error instanceof DOMException);
    process.exit();
  });
});
