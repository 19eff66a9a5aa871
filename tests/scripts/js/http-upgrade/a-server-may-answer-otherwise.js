// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import http from 'node:http';

const answers = {
  '/refused': (socket) => socket.end('HTTP/1.1 426 Upgrade Required\r\nX-A: b\r\nContent-Length: 4\r\nConnection: close\r\n\r\nno!!'),
  '/in-parts': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    socket.write('Connection: close\r\n\r');
    socket.write('\nall of ');
    socket.end('this');
  },
  '/destroyed': (socket) => socket.destroy(),
};
const server = http.createServer((request, response) => response.end('ordinary'));
server.on('upgrade', (request, socket) => answers[request.url](socket));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
async function ask(path) {
  const { port } = server.address();
  const request = http.get({ port, host: '127.0.0.1', path, headers: { connection: 'upgrade', upgrade: 'x' } });
  request.on('upgrade', () => console.log('upgrade?'));
  const response = await new Promise((resolve, reject) => request.on('response', resolve).on('error', reject));
  let body = '';
  for await (const part of response.setEncoding('utf8')) body += part;
  console.log(response.statusCode, response.headers['x-a'], body);
}
for (const path of Object.keys(answers)) await ask(path).catch((error) => console.log(path, error.code));
server.removeAllListeners('upgrade');
await ask('/nobody-listens');
server.close();
server.closeAllConnections();
