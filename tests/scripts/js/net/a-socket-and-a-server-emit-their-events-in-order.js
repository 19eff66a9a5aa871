// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';

const said = [];
const server = createServer((socket) => {
  said.push('server: connection');
  socket.on('data', (chunk) => socket.write(chunk));
  socket.on('end', () => said.push('server: end'));
  socket.on('finish', () => said.push('server: finish'));
  socket.on('close', (hadError) => said.push(`server: close ${hadError}`));
});
server.listen(0, '127.0.0.1', () => {
  const client = connect({ port: server.address().port, host: 'localhost' });
  console.log(client.connecting, client.pending, client.readyState);
  for (const name of ['lookup', 'connect', 'ready', 'drain', 'finish', 'end', 'timeout', 'error']) {
    client.on(name, (...args) => console.log('client:', name, ...args));
  }
  client.on('close', (hadError) => {
    console.log('client: close', hadError, client.destroyed, client.readyState);
    server.close(() => console.log('server closed', server.listening, server.address()));
  });
  client.setEncoding('utf8');
  client.write('hello ');
  client.write('world', () => console.log('written'));
  let got = '';
  client.on('data', (text) => {
    got += text;
    if (got === 'hello world') {
      console.log(got, client.bytesRead, client.bytesWritten, client.readyState);
      client.end();
    }
  });
});
server.on('close', () => console.log(said.sort().join('\n')));
