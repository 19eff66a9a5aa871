// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';

const server = createServer((socket) => socket.resume());
server.listen(0, '127.0.0.1', () => {
  const client = connect(server.address().port, '127.0.0.1');
  client.setTimeout(20, () => console.log('timed out', client.timeout, client.destroyed));
  client.on('timeout', () => client.destroy());
  client.on('close', (hadError) => {
    console.log('close', hadError);
    server.close();
  });
});
