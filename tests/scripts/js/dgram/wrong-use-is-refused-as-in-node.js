import { createSocket } from 'node:dgram';

const tries = [
  () => createSocket('udp5'),
  () => createSocket('udp4').send('x', 70000, '127.0.0.1'),
  () => createSocket('udp4').send('x', 0, '127.0.0.1'),
  () => createSocket('udp4').send(5, 1, '127.0.0.1'),
  () => createSocket('udp4').disconnect(),
  () => createSocket('udp4').close().close(),
  () => createSocket('udp4').close().send('x', 1),
];
for (const attempt of tries) {
  try {
    attempt();
    console.log('works');
  } catch (error) {
    console.log(error.name, error.code);
  }
}
