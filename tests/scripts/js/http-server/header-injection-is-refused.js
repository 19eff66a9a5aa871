// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const attempts = [
  (response) => response.setHeader('x', 'a\r\nset-cookie: evil=1'),
  (response) => response.setHeader('x\n', 'a'),
  (response) => response.setHeader('', 'a'),
  (response) => response.setHeader('x', undefined),
  (response) => response.setHeader('x', '\u4e16'),
  (response) => response.writeHead(200, { x: 'a\nb' }),
  (response) => response.writeHead(200, 'OK\r\nx: y'),
  (response) => response.writeHead(42),
];
const server = createServer((request, response) => {
  for (const attempt of attempts) {
    try {
      attempt(response);
      print('accepted');
    } catch (error) {
      print(error.name, error.code);
    }
  }
  response.statusMessage = undefined;
  response.statusCode = 200;
  response.end('clean');
}).listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`);
  print(await response.text(), response.headers.get('set-cookie'));
  server.close();
});
