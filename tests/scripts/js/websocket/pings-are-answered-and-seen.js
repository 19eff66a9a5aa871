// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import WebSocket, { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
server.on('connection', (socket) => {
  // The pattern of the package's documentation for finding connections that are gone.
  socket.isAlive = true;
  socket.on('pong', (data) => {
    socket.isAlive = true;
    console.log('server: pong', data.toString());
    socket.close(4000, 'alive');
  });
  socket.on('ping', (data) => {
    console.log('server: ping', data.toString());
    for (const client of server.clients) {
      client.isAlive = false;
      client.ping('are you there?');
    }
  });
});
server.on('listening', () => {
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}/`);
  try {
    client.ping();
  } catch (error) {
    console.log(error.message);
  }
  client.on('pong', (data) => console.log('client: pong', data));
  client.on('open', () => {
    try {
      client.ping('x'.repeat(126));
    } catch (error) {
      console.log(error.name, error.message);
    }
    client.ping(Buffer.from('hi'), true, (error) => console.log('sent', Boolean(error)));
  });
  client.on('close', (code, reason) => {
    console.log(code, reason.toString());
    client.ping((error) => console.log(error.message));
    server.close();
  });
});
