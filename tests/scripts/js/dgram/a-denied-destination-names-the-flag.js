// flags: --allow-net=127.0.0.1:9
import { createSocket } from 'node:dgram';

const socket = createSocket('udp4');
socket.send('x', 53, '127.0.0.1', (error) => {
  console.log(error.code, error.syscall, error.message);
  socket.close();
});
const bound = createSocket('udp4');
bound.on('error', ({ code, syscall, message }) => {
  console.log(code, syscall, message);
  bound.close();
});
bound.bind(5353, '127.0.0.1');
