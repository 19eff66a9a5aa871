// flags: --allow-net=loopback --allow-listen
import { connect as connectPlain, createServer as createPlainServer } from 'node:net';
import { connect, createServer } from 'node:tls';
import { certificate, key } from './identity.mjs';

const plain = createPlainServer((socket) =>
  socket
    .resume()
    .end('220 ready\r\n')
    .on('error', () => {}),
);
plain.listen(0, '127.0.0.1', () => {
  const client = connect(plain.address().port, '127.0.0.1');
  client.on('error', ({ code, message }) => console.log(code, message.replace(/\d+\.\d+\.\d+\.\d+/, 'HOST')));
  client.on('close', () => plain.close(serverSide));
});

function serverSide() {
  const server = createServer({ cert: certificate, key }, () => console.log('never'));
  server.on('tlsClientError', ({ code, message }) => {
    console.log(code, message);
    server.close();
  });
  server.listen(0, '127.0.0.1', () => connectPlain(server.address().port, '127.0.0.1').end('GET / HTTP/1.1\r\n\r\n'));
}
