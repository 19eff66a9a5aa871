// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  response.setHeader('X-One', 1).setHeader('x-two', ['a', 'b']);
  response.appendHeader('x-two', 'c');
  print(response.getHeader('x-one'), response.hasHeader('X-TWO'), response.getHeaderNames().join(), JSON.stringify(response.getHeaders()));
  response.removeHeader('x-one');
  print(response.headersSent);
  response.end('x');
  print(response.headersSent);
  try {
    response.setHeader('late', '1');
  } catch (error) {
    print(error.code);
  }
}).listen(0, '127.0.0.1', async () => {
  const { headers } = await fetch(`http://127.0.0.1:${server.address().port}/`);
  print(headers.get('x-one'), headers.get('x-two'));
  server.close();
});
