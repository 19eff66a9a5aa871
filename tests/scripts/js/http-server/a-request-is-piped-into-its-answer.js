// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer((request, response) => request.pipe(response)).listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  for (const size of [0, 10, 2_000_000]) {
    const body = new Uint8Array(size).map((_, index) => index % 253);
    const back = new Uint8Array(await (await fetch(url, { method: 'POST', body })).arrayBuffer());
    print(size, back.length, back.every((byte, index) => byte === index % 253));
  }
  server.close();
});
