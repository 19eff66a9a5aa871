// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  response.setHeader('X-List', ['one', 'two']);
  response.setHeader('Set-Cookie', ['id=7; Path=/', 'theme=dark']);
  response.setHeader('X-Time', '10:20:30');
  response.end();
}).listen(0, '127.0.0.1', async () => {
  const { headers } = await fetch(`http://127.0.0.1:${server.address().port}/`);
  print(headers.get('x-list'), headers.get('X-TIME'), headers.has('x-none'), headers.get('x-none'));
  print(headers.getSetCookie().join(' | '));
  print([...headers.keys()].filter((name) => name.startsWith('x-') || name === 'set-cookie').join());
  try {
    headers.set('x-list', 'other');
  } catch (error) {
    print(error.name);
  }
  server.close();
});
