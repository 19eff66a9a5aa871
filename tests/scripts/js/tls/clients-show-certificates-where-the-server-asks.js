// flags: --allow-net=loopback --allow-listen
import { connect, createServer } from 'node:tls';
import { authority, certificate, clientCertificate, clientKey, key } from './identity.mjs';

const server = createServer({ cert: certificate, key, ca: authority, requestCert: true }, (socket) => {
  socket.end(`${socket.authorized} ${socket.getPeerCertificate().subject.CN}`);
});
server.on('tlsClientError', ({ code }) => console.log('server', code));
server.listen(0, '127.0.0.1', () => {
  const options = { port: server.address().port, host: '127.0.0.1', ca: [Buffer.from(authority)] };
  const good = connect({ ...options, cert: clientCertificate, key: clientKey });
  good.on('data', (chunk) => console.log(String(chunk)));
  good.on('close', () => {
    const bad = connect(options);
    bad.on('data', () => console.log('never'));
    bad.on('error', () => console.log('refused'));
    bad.on('close', () => server.close());
  });
});
