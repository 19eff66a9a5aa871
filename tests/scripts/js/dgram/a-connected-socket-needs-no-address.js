// flags: --allow-net=loopback --allow-listen
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const server = createSocket('udp4').bind(0, '127.0.0.1');
await once(server, 'listening');
const client = createSocket('udp4');
client.connect(server.address().port, '127.0.0.1');
await once(client, 'connect');
console.log(client.remoteAddress().address, client.remoteAddress().port === server.address().port);
client.send('hello');
const [message] = await once(server, 'message');
console.log(String(message));
for (const attempt of [() => client.connect(1), () => client.send('x', 0, 5)]) {
  try {
    attempt();
    console.log('works');
  } catch (error) {
    console.log(error.code);
  }
}
client.disconnect();
try {
  client.remoteAddress();
} catch (error) {
  console.log(error.code);
}
client.close();
server.close();
