// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const waiting = [];
const server = createServer((request, response) => {
  waiting.push(response);
  if (waiting.length === 200) waiting.forEach((each, index) => each.end(String(index)));
}).listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  const texts = await Promise.all(Array.from({ length: 200 }, async () => (await fetch(url)).text()));
  print(new Set(texts).size);
  server.close();
});
