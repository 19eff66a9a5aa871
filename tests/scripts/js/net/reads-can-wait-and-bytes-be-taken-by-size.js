// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';
import { once } from 'node:events';

const server = createServer((socket) => socket.end('abcdefgh'));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const client = connect(server.address().port, '127.0.0.1');
client.on('readable', () => {
  let chunk;
  while ((chunk = client.read(3)) !== null) console.log(String(chunk));
});
await once(client, 'close');
server.close();
