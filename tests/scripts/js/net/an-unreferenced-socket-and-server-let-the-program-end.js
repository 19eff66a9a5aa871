// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';

const server = createServer((socket) => socket.unref());
server.listen(0, '127.0.0.1', () => {
  const client = connect(server.address().port, '127.0.0.1', () => {
    console.log('connected');
    client.unref();
    server.unref();
  });
});
process.on('exit', (code) => console.log('exit', code));
