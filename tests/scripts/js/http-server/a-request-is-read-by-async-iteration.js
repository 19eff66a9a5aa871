// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  print(chunks.every(Buffer.isBuffer), whole.length);
  response.end(whole.subarray(-3));
}).listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`, { method: 'POST', body: 'x'.repeat(200_000) + 'end' });
  print(await response.text());
  server.close();
});
