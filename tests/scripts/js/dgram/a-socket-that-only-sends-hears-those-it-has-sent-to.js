// flags: --allow-net=loopback --allow-listen=127.0.0.2
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const [friend, stranger] = [createSocket('udp4'), createSocket('udp4')];
friend.bind(0, '127.0.0.2');
stranger.bind(0, '127.0.0.2');
await Promise.all([once(friend, 'listening'), once(stranger, 'listening')]);
const client = createSocket('udp4');
client.send('hello', friend.address().port, '127.0.0.2');
const [, { port }] = await once(friend, 'message');
stranger.send('strange', port, '127.0.0.1');
await new Promise((resolve) => stranger.send('strange', port, '127.0.0.1', resolve));
friend.send('friendly', port, '127.0.0.1');
const [message] = await once(client, 'message');
console.log(String(message));
for (const socket of [client, friend, stranger]) socket.close();
