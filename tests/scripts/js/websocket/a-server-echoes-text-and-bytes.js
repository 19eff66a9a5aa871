// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import { WebSocketServer } from 'ws';

const closed = Promise.withResolvers();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: true });
server.on('connection', (socket, request) => {
  console.log('connected to', request.url);
  socket.on('message', (data, isBinary) => socket.send(isBinary ? data : `${data}!`, { binary: isBinary }));
  socket.on('close', (code, reason) => {
    closed.resolve(`server: closed ${code} ${reason}`);
  });
});
server.on('listening', () => {
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}/chat?x`);
  console.log(client.readyState, client.binaryType, client.protocol === '', client instanceof EventTarget);
  client.binaryType = 'arraybuffer';
  client.onopen = (event) => {
    console.log(event.type, event.isTrusted, client.readyState, client.extensions.split(';')[0]);
    client.send('hello €');
    console.log('buffered', client.bufferedAmount);
  };
  client.onmessage = async ({ data, origin }) => {
    if (typeof data === 'string') {
      console.log('text', data, origin === `ws://127.0.0.1:${server.address().port}`);
      client.send(new Uint8Array([1, 2, 3]).subarray(1));
    } else if (data instanceof ArrayBuffer) {
      console.log('bytes', new Uint8Array(data).join(), 'buffered', client.bufferedAmount);
      client.binaryType = 'blob';
      client.send(new Blob(['from a blob']));
    } else {
      console.log('blob', data.size, await data.text());
      client.close(4000, 'enough');
      console.log(client.readyState);
      client.send('dropped');
    }
  };
  client.onclose = async ({ code, reason, wasClean }) => {
    console.log(await closed.promise);
    console.log('client: closed', code, reason === '', wasClean, client.readyState);
    server.close(() => console.log('server closed'));
  };
});
