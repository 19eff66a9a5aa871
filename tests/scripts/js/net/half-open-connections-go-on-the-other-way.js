// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';

const server = createServer({ allowHalfOpen: true }, (socket) => {
  socket.resume();
  socket.on('end', () => {
    console.log('server got the end', socket.readyState);
    socket.write('still ');
    setTimeout(() => socket.end('here'), 10);
  });
});
server.listen(0, '127.0.0.1', () => {
  const client = connect({ port: server.address().port, host: '127.0.0.1' });
  client.end('question');
  let answer = '';
  client.on('data', (chunk) => (answer += chunk));
  client.on('end', () => console.log('client got', answer, client.writableFinished));
  client.on('close', () => server.close());
});
