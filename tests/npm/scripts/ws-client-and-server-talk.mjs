import { once } from 'node:events';
import WebSocket, { WebSocketServer } from 'ws';

for (const perMessageDeflate of [false, { threshold: 0 }]) {
  let closed;
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    perMessageDeflate,
    handleProtocols: (offered) => [...offered].at(-1),
  });
  server.on('connection', (socket, request) => {
    console.log(request.url, socket.protocol, socket.extensions.split(';')[0] || 'plain');
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    socket.on('ping', (data) => console.log('ping', data.toString()));
    closed = once(socket, 'close');
  });
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${server.address().port}/chat?a=1`;
  const client = new WebSocket(url, ['first', 'second'], { perMessageDeflate });
  await once(client, 'open');
  for (const message of ['hello', '', 'h\u00e9llo w\u00f6rld \u{1f600}', 'x'.repeat(200_000)]) {
    client.send(message);
    const [data, isBinary] = await once(client, 'message');
    console.log(isBinary, data.toString() === message, data.length);
  }
  for (const size of [0, 1, 125, 126, 65535, 65536, 1_000_000]) {
    const bytes = Buffer.from(Array.from({ length: size }, (_, index) => (index * 7) & 255));
    client.send(bytes);
    const [data, isBinary] = await once(client, 'message');
    console.log(isBinary, data.equals(bytes), data.length);
  }
  let next = 0;
  const all = new Promise((resolve) => {
    client.on('message', (data) => {
      if (data.toString() === `message ${next}`) next += 1;
      if (data.toString() === 'message 499') resolve();
    });
  });
  for (let i = 0; i < 500; i += 1) client.send(`message ${i}`);
  await all;
  console.log('in order', next);
  client.ping('are you there?');
  console.log('pong', String((await once(client, 'pong'))[0]));
  client.close(4001, 'done');
  const [code, reason] = await once(client, 'close');
  console.log('client: close', code, reason.toString());
  console.log('server: close', ...(await closed).map(String));
  await new Promise((resolve) => server.close(resolve));
}
