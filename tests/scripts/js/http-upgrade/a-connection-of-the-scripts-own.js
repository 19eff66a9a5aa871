// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
// As the agents for proxies do: a request to have the connection goes out on one that another request brought.
import http from 'node:http';

const proxy = http.createServer();
const answers = {
  '/upgraded': 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nhead',
  '/refused': 'HTTP/1.1 401 Who Are You\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello',
  '/nonsense': 'hello\r\n\r\n',
  '/cut': 'HTTP/1.1 101 Swit',
};
proxy.on('connect', (request, socket) => {
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  let head = '';
  socket.on('error', () => {});
  socket.on('data', (data) => {
    head += data;
    if (!head.endsWith('\r\n\r\n')) return;
    const [line, ...fields] = head.trimEnd().split('\r\n');
    if (head.includes('/upgraded')) console.log(line, fields.find((field) => /^host:/i.test(field)).toLowerCase());
    const answer = answers[line.split(' ')[1]];
    socket.write(answer);
    if (answer.startsWith('HTTP/1.1 101 Swit')) socket.end();
  });
});
await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
const { port } = proxy.address();
function tunnel() {
  return new Promise((resolve) => {
    http.request({ port, host: '127.0.0.1', method: 'CONNECT', path: 'far.test:80' }).on('connect', (response, socket) => resolve(socket)).end();
  });
}
for (const path of Object.keys(answers)) {
  const socket = await tunnel();
  const options = { host: 'far.test', port: 8080, path, headers: { connection: 'upgrade', upgrade: 'x' }, createConnection: () => socket };
  const request = http.get(options);
  await new Promise((resolve) => {
    request.on('upgrade', (response, raw, head) => {
      console.log('upgrade', response.statusCode, response.headers.upgrade, head.toString(), raw === socket);
      raw.destroy();
      resolve();
    });
    request.on('response', (response) => {
      response.setEncoding('utf8').on('data', (text) => console.log('response', response.statusCode, response.statusMessage, response.headers['x-a'], text));
      response.on('end', resolve);
    });
    request.on('error', (error) => resolve(console.log('error', path)));
  });
}
proxy.close();
