// flags: --allow-listen=127.0.0.1 --allow-net=localhost --ca-cert=parts/authority.pem
import https from 'node:https';
import { cert, key } from './parts/certificate.js';

const server = https.createServer({ key, cert: [cert] }, (request, response) => {
  const { encrypted, authorized, remoteAddress } = request.socket;
  response.end(`${request.method} ${request.url} over ${request.httpVersion}, ${encrypted}, ${authorized}, ${remoteAddress}`);
});
server.on('secureConnection', (socket) => console.log('secure', socket.encrypted));
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  console.log(await (await fetch(`https://localhost:${port}/a?b`)).text());
  https.get({ hostname: 'localhost', port, path: '/c' }, (response) => {
    response.setEncoding('utf8').on('data', (text) => console.log(text));
    response.on('end', () => server.close(() => console.log('closed')));
  });
});
