// flags: --allow-net=loopback
import { connect } from 'node:net';

const socket = connect(1, '127.0.0.1');
socket.on('error', ({ name, code, errno, syscall, address, port }) => {
  console.log(name, code, errno, syscall, address, port);
});
socket.on('close', (hadError) => console.log('close', hadError, socket.connecting, socket.destroyed));
