// flags: --allow-net --allow-listen
import http from 'node:http';

const server = http.createServer((request, response) => {
  const tries = [
    () => response.setHeader('x', bad),
    () => response.setHeader(bad, 'x'),
    () => response.writeHead(200, bad, {}),
    () => response.writeHead(200, { x: bad }),
  ];
  print('response', bad_shown, tries.map(refused).join(' '));
  response.statusMessage = undefined;
  response.end();
});
let bad;
let bad_shown;

function refused(attempt) {
  try {
    attempt();
    return 'LET THROUGH';
  } catch (error) {
    return error.code ?? error.name;
  }
}

await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;
for (bad of ['a\rb', 'a\nb', 'a\r\nb: c', 'a\0b']) {
  bad_shown = JSON.stringify(bad);
  const attempts = {
    Headers: [() => new Headers({ x: bad }), () => new Headers({ [bad]: 'x' }), () => new Headers().append('x', bad)],
    fetch: [() => new Request(url, { method: bad }), () => new Request(url, { headers: [['x', bad]] })],
    'http.request': [
      () => http.request(url, { method: bad }),
      () => http.request(url, { path: `/${bad}` }),
      () => http.request(url, { headers: { x: bad } }),
      () => http.request(url, { headers: { [bad]: 'x' } }),
      () => http.request({ host: bad }),
      () => http.request({ host: 'localhost', port: `1/${bad}` }),
    ],
    WebSocket: [() => new WebSocket(url, bad), () => new WebSocket(url, [bad])],
  };
  for (const [name, tries] of Object.entries(attempts)) print(name, bad_shown, tries.map(refused).join(' '));
  for (const init of [{ method: bad }, { headers: { x: bad } }, { headers: { [bad]: 'x' } }]) {
    await fetch(url, init).then(
      () => print('LET THROUGH'),
      (error) => print('fetch rejects', error.name),
    );
  }
  print('EventSource', bad_shown, refused(() => new EventSource(url, { headers: { x: bad } })));
  await (await fetch(url)).text();
}
server.close();
