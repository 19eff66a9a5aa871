// flags: --allow-net=loopback --allow-listen
import { connect, createServer } from 'node:tls';
import { authority, certificate, key } from './identity.mjs';

const server = createServer({ cert: certificate, key, ALPNProtocols: ['x', 'y'] }, (socket) => {
  socket.end(`${socket.servername} ${socket.alpnProtocol} ${socket.authorized} ${socket.encrypted}`);
});
server.listen(0, '127.0.0.1', () => {
  const options = { port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca: authority };
  const client = connect({ ...options, ALPNProtocols: ['y'] }, () => {
    console.log(client.authorized, client.authorizationError, client.alpnProtocol, client.getProtocol());
    console.log(Object.keys(client.getCipher()).join(), client.getCipher().name);
    const shown = client.getPeerCertificate(true);
    console.log({ ...shown.subject }, { ...shown.issuer }, shown.subjectaltname, shown.ca);
    console.log(shown.valid_from, shown.valid_to, shown.serialNumber);
    console.log(shown.fingerprint, shown.fingerprint256, shown.raw.length);
  });
  client.on('data', (chunk) => console.log(String(chunk)));
  client.on('end', () => console.log('end'));
  client.on('close', (hadError) => {
    console.log('close', hadError);
    server.close();
  });
});
