// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1 --max-message=1K
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
server.on('connection', (socket) => {
  socket.on('message', (data) => console.log('message of', data.length));
  socket.on('error', (error) => console.log('error', error.message));
  socket.on('close', (code) => {
    console.log('server: closed', code);
    server.close();
  });
});
server.on('listening', () => {
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}/`);
  client.onopen = () => {
    client.send('x'.repeat(1024));
    client.send('x'.repeat(1025));
  };
});
