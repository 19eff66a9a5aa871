// flags: --allow-net=loopback --allow-listen
// A protocol that asks before it encrypts, as PostgreSQL's does.
import { connect as connectPlain, createServer } from 'node:net';
import { TLSSocket, connect } from 'node:tls';
import { authority, certificate, key } from './identity.mjs';

const server = createServer((plain) => {
  plain.once('data', (asked) => {
    console.log('server was asked', String(asked));
    plain.write('S');
    const socket = new TLSSocket(plain, { isServer: true, cert: certificate, key });
    socket.on('data', (chunk) => socket.end(`secret ${chunk}`));
  });
});
server.listen(0, '127.0.0.1', () => {
  const plain = connectPlain(server.address().port, '127.0.0.1');
  plain.on('connect', () => plain.write('encrypt?'));
  plain.once('data', (answer) => {
    console.log('client was told', String(answer));
    const socket = connect({ socket: plain, servername: 'localhost', ca: authority });
    socket.on('secureConnect', () => socket.write('hello'));
    socket.on('data', (chunk) => console.log(String(chunk)));
    socket.on('close', () => server.close(() => console.log('closed', plain.destroyed)));
  });
});
