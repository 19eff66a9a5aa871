// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
// 64 MiB in order, of which most has to wait until the receiver has taken some; buffers may change once they are given.
import { WebSocketServer } from 'ws';

const MESSAGES = 256;
const BYTES = 256 * 1024;
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
server.on('connection', (socket) => {
  let count = 0;
  let wrong = 0;
  socket.on('message', (data) => {
    if (data.length !== BYTES || data[0] !== count % 256 || data.at(-1) !== count % 256) wrong++;
    count++;
  });
  socket.on('close', (code) => {
    console.log(count, 'messages', wrong, 'wrong, closed with', code);
    server.close();
  });
});
server.on('listening', () => {
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}/`);
  client.onopen = () => {
    const buffer = new Uint8Array(BYTES);
    for (let i = 0; i < MESSAGES; i++) {
      buffer.fill(i);
      client.send(buffer);
    }
    console.log(client.bufferedAmount === MESSAGES * BYTES);
    client.close();
  };
  client.onclose = ({ wasClean }) => console.log(client.bufferedAmount, wasClean);
});
