// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
let finish;
const server = createServer((request, response) => {
  response.write('first');
  finish = () => response.end('last');
}).listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  print((await reader.read()).value);
  finish();
  print((await reader.read()).value);
  print((await reader.read()).done);
  server.close();
});
