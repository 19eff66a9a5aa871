// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';

const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.on('close', () => server.close());
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const early = connect(port, '127.0.0.1');
  early.write('x', (error) => console.log('early write', error.code));
  early.on('connect', () => console.log('never'));
  early.on('close', (hadError) => console.log('early close', hadError));
  early.destroy();

  const failing = connect(port, '127.0.0.1', () => failing.destroy(new Error('mine')));
  failing.on('error', (error) => console.log('error', error.message));
  failing.on('close', (hadError) => console.log('close', hadError, failing.errored.message));
});
