// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';

const server = createServer((socket) => socket.end('bye'));
server.listen(0, '127.0.0.1', () => {
  const client = connect({ port: server.address().port, host: '127.0.0.1' });
  client.on('data', (chunk) => console.log(String(chunk)));
  client.on('end', () => {
    process.nextTick(() =>
      process.nextTick(() => client.write('late', (error) => console.log('callback', error.code))),
    );
  });
  client.on('error', (error) => console.log('error', error.code));
  client.on('close', (hadError) => {
    console.log('close', hadError);
    server.close();
  });
});
