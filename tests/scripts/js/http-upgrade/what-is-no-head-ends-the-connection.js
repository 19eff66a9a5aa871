// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import http from 'node:http';

const heads = [
  'HTTP/1.1 101\r\nnonsense\r\n\r\n',
  'hello\r\n\r\n',
  'HTTP/1.1 101 X\r\nA: b\0c\r\n\r\n',
  'HTTP/1.1 101 X\r\nA: b\rc\r\n\r\n',
  'HTTP/1.1 101 X\r\nA b: c\r\n\r\n',
  `HTTP/1.1 101 X\r\nA: ${'b'.repeat(100_000)}`,
];
const server = http.createServer();
let next = 0;
server.on('upgrade', (request, socket) => {
  socket.on('error', (error) => console.log('server', error.code));
  socket.write(heads[next]);
  next += 1;
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
for (const head of heads) {
  const request = http.get({ port: server.address().port, host: '127.0.0.1', headers: { connection: 'upgrade', upgrade: 'x' } });
  request.on('upgrade', () => console.log('upgraded with', head));
  await new Promise((resolve) => request.on('error', (error) => resolve(console.log('client', error.code))));
}
server.close();
