// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  print('request');
  request.on('data', (chunk) => print('data', String(chunk)));
  request.on('end', () => {
    print('end');
    response.end('done');
  });
  response.on('finish', () => print('finish'));
  response.on('close', () => {
    print('response close');
    server.close();
  });
}).listen(0, '127.0.0.1', async () => {
  print('listening');
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`, { method: 'POST', body: 'hi' });
  await response.text();
});
server.on('close', () => print('server close'));
print('started');
