// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  response.on('error', (error) => print(error.code));
  response.end('first');
  response.write('second');
}).listen(0, '127.0.0.1', async () => {
  print(await (await fetch(`http://127.0.0.1:${server.address().port}/`)).text());
  server.close();
});
