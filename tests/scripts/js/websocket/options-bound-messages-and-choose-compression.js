// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import { once } from 'node:events';
import WebSocket, { WebSocketServer } from 'ws';

for (const [serverSide, clientSide] of [[false, true], [true, false], [true, true], [{ threshold: 10 }, { threshold: 10 }]]) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: serverSide, maxPayload: 100 });
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('message', (data) => socket.send(data.toString()));
  });
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}/`, { perMessageDeflate: clientSide });
  await once(client, 'open');
  console.log(client.extensions.split(';')[0] || 'plain');
  client.send('a'.repeat(100));
  console.log((await once(client, 'message'))[0].length);
  client.send('a'.repeat(101));
  console.log((await once(client, 'close'))[0]);
  server.close();
}
for (const options of [{ agent: {} }, { rejectUnauthorized: false }, { ca: 'x' }, { autoPong: false }]) {
  try {
    new WebSocket('ws://127.0.0.1:1/', options);
  } catch (error) {
    console.log(error.code);
  }
}
