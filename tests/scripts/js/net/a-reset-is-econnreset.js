// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';

const server = createServer((socket) => {
  socket.once('data', () => socket.resetAndDestroy());
});
server.listen(0, '127.0.0.1', () => {
  const client = connect({ port: server.address().port, host: '127.0.0.1' });
  client.write('x');
  client.on('data', () => console.log('data'));
  client.on('end', () => console.log('end'));
  client.on('error', ({ code, errno, syscall }) => console.log(code, errno, syscall));
  client.on('close', (hadError) => {
    console.log('close', hadError);
    server.close();
  });
});
