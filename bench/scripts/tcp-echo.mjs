// Sends back what it gets.
import { createServer } from 'node:net';

createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => socket.destroy());
  socket.pipe(socket);
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
