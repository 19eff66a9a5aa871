// flags: --allow-net=loopback --allow-listen
import { once } from 'node:events';
import http from 'node:http';
import WebSocket from 'ws';

function refused(attempt) {
  try {
    attempt();
    return 'LET THROUGH';
  } catch (error) {
    return error.code ?? error.name;
  }
}

const bads = ['a\rb', 'a\nb', 'a\r\nb: c', 'a\0b'];
const server = http.createServer((request, response) => {
  for (const bad of bads) {
    const tries = {
      setHeader: () => response.setHeader('x', ['good', bad]),
      appendHeader: () => response.appendHeader('x', bad),
      setHeaders: () => response.setHeaders(new Map([['x', bad]])),
      addTrailers: () => response.addTrailers({ x: bad }),
      'name of a trailer': () => response.addTrailers({ [bad]: 'x' }),
      'flat list': () => response.writeHead(200, ['x', bad]),
    };
    for (const [name, attempt] of Object.entries(tries)) print(`${name}:`, JSON.stringify(bad), refused(attempt));
  }
  response.statusMessage = 'a\r\nb: c';
  print('statusMessage:', refused(() => response.end()));
  response.statusMessage = 'Fine by me';
  response.end();
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
const [answer] = await once(http.get(url), 'response');
print(answer.statusCode, answer.statusMessage, answer.headers.b, answer.headers.x);
answer.resume();
server.close();

for (const bad of bads) {
  const request = http.request(url);
  request.on('error', () => {});
  const tries = {
    setHeader: () => request.setHeader('x', ['good', bad]),
    appendHeader: () => request.appendHeader('x', bad),
    addTrailers: () => request.addTrailers({ x: bad }),
    'headers of ws': () => new WebSocket(url.replace('http', 'ws'), { headers: { x: bad } }),
    'protocol of ws': () => new WebSocket(url.replace('http', 'ws'), bad),
  };
  for (const [name, attempt] of Object.entries(tries)) print(`request, ${name}:`, JSON.stringify(bad), refused(attempt));
  request.destroy();
}
