// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const controller = new AbortController();
const server = createServer((request, response) => {
  response.write('begun');
  response.on('close', () => {
    print('close', response.writableEnded, response.writableFinished);
    server.close();
  });
}).listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`, { signal: controller.signal });
  const reader = response.body.getReader();
  print(new TextDecoder().decode((await reader.read()).value));
  controller.abort();
});
