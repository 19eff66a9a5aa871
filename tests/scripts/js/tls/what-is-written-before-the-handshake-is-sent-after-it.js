// flags: --allow-net=loopback --allow-listen
import { connect, createServer } from 'node:tls';
import { authority, certificate, key } from './identity.mjs';

const server = createServer({ cert: certificate, key }, (socket) => socket.pipe(socket));
server.listen(0, '127.0.0.1', () => {
  const client = connect(server.address().port, 'localhost', { ca: authority });
  client.write('a'.repeat(300_000));
  client.end('b');
  let got = '';
  client.setEncoding('utf8');
  client.on('data', (chunk) => (got += chunk));
  client.on('end', () => console.log(got.length, got.endsWith('ab'), client.bytesWritten, client.bytesRead));
  client.on('close', () => server.close());
});
