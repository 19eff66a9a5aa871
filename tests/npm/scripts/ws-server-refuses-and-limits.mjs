import { once } from 'node:events';
import http from 'node:http';
import WebSocket, { WebSocketServer, createWebSocketStream } from 'ws';

const server = http.createServer((request, response) => response.end('ordinary'));
const open = new WebSocketServer({ noServer: true, maxPayload: 1000, perMessageDeflate: { threshold: 10 } });
const guarded = new WebSocketServer({ noServer: true, verifyClient: ({ req }) => req.headers.authorization === 'Bearer me' });
server.on('upgrade', (request, socket, head) => {
  if (request.url === '/gone') socket.destroy();
  else (request.url === '/guarded' ? guarded : open).handleUpgrade(request, socket, head, (webSocket) => open.emit('connection', webSocket, request));
});
open.on('connection', (socket) => {
  socket.on('error', (error) => console.log('server:', error.code, error.message));
  createWebSocketStream(socket).on('error', () => {}).pipe(createWebSocketStream(socket)).on('error', () => {});
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const at = (path) => `ws://127.0.0.1:${server.address().port}${path}`;
console.log(await (await fetch(at('/page').replace('ws:', 'http:'))).text());

const refused = new WebSocket(at('/guarded'));
console.log(await once(refused, 'open').catch((error) => error.message));
const gone = new WebSocket(at('/gone'));
console.log(await once(gone, 'open').catch((error) => error.code));
const admitted = new WebSocket(at('/guarded'), { headers: { authorization: 'Bearer me' } });
await once(admitted, 'open');
admitted.send('echo');
console.log(String((await once(admitted, 'message'))[0]));
admitted.terminate();
console.log((await once(admitted, 'close'))[0]);

// A thousand bytes that become more than the limit.
for (const perMessageDeflate of [false, true]) {
  const tooLong = new WebSocket(at('/'), { perMessageDeflate });
  await once(tooLong, 'open');
  tooLong.send('a'.repeat(100_000));
  console.log((await once(tooLong, 'close'))[0]);
}
const plain = await fetch(at('/').replace('ws:', 'http:'), { headers: { accept: '*/*' } });
console.log(plain.status);
server.close();
server.closeAllConnections();
