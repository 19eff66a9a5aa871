// flags: --allow-net=127.0.0.1:81
import { connect, createServer } from 'node:net';

connect(80, '127.0.0.1').on('error', ({ code, syscall, message }) => console.log(code, syscall, message));
createServer()
  .listen(8080, '127.0.0.1')
  .on('error', ({ code, syscall, message }) => console.log(code, syscall, message));
