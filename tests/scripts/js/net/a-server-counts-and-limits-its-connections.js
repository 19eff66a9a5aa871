// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';

const server = createServer((socket) => {
  server.getConnections((error, count) => console.log('connections', error, count));
  socket.on('error', () => {});
});
server.maxConnections = 1;
server.on('drop', ({ remoteFamily, localPort }) => {
  console.log('dropped', remoteFamily, localPort === server.address().port);
});
let first;
server.listen({ port: 0, host: '127.0.0.1' }, () => {
  const { port } = server.address();
  first = connect(port, '127.0.0.1', () => {
    const second = connect(port, '127.0.0.1');
    second.on('error', () => {});
    second.on('close', () => {
      first.destroy();
      server.close(() => console.log('closed'));
    });
  });
});
