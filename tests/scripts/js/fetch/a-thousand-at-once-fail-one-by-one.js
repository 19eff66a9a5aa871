// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  if (request.url === '/317') response.destroy();
  else response.end(request.url.slice(1));
}).listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const all = Array.from({ length: 1000 }, async (_, index) => Number(await (await fetch(`${base}/${index}`)).text()));
  const results = await Promise.allSettled(all);
  const right = results.filter((result, index) => result.value === index);
  print(right.length, results[317].status, results[317].reason.name);
  server.close();
});
