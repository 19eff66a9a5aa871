// flags: --allow-net=loopback --allow-listen
import { createServer } from 'http';
const server = createServer((req, resp) => {
  req.on('data', (body) => {
    resp.write('back:');
    resp.end(body);
  });
});
server.listen(0, async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`, { method: 'POST', body: 'ping' });
  print(response.status, await response.text());
  server.close();
});
