// flags: --allow-net=loopback --allow-listen
import { createSocket } from 'node:dgram';

const server = createSocket('udp4');
const client = createSocket({ type: 'udp4' }, (message, { address, family, size }) => {
  console.log('client', String(message), address, family, size);
  client.close();
  server.close(() => console.log('closed'));
});
server.on('message', (message, { port, address }) => {
  console.log('server', String(message));
  server.send(['po', Buffer.from('ng')], port, address);
});
server.bind(0, '127.0.0.1', () => {
  const { address, family, port } = server.address();
  console.log('listening', address, family, port > 0);
  client.send('xpingx', 1, 4, port, (error, bytes) => console.log('sent', error, bytes));
});
