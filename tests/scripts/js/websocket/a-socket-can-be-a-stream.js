// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import { once } from 'node:events';
import WebSocket, { WebSocketServer, createWebSocketStream } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', clientTracking: false });
server.on('connection', (socket) => createWebSocketStream(socket).pipe(createWebSocketStream(socket)));
await once(server, 'listening');
console.log(server.clients);
const stream = createWebSocketStream(new WebSocket(`ws://127.0.0.1:${server.address().port}/`), { encoding: 'utf8' });
stream.write('one ');
stream.write('two');
let text = '';
for await (const part of stream) {
  text += part;
  if (text === 'one two') stream.end();
}
console.log(text);
server.close();
