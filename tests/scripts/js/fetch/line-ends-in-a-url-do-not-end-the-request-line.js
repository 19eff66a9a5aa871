// flags: --allow-net=loopback --allow-listen
import { once } from 'node:events';
import { createServer } from 'node:http';

const server = createServer((request, response) => response.end(`${request.method} ${request.url} ${request.headers.x}`));
await once(server.listen(0, '127.0.0.1'), 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
for (const bad of ['a\rb', 'a\nb', 'a\0b', 'a HTTP/1.1\r\nx: 1', 'a\u0001b', 'a\u010ab', 'a\u560d\u560ab']) {
  print(JSON.stringify(bad), await (await fetch(`${url}${bad}?${bad}#${bad}`)).text());
}
server.close();
