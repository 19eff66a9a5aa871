// flags: --allow-listen=127.0.0.1 --allow-net=localhost --ca-cert=parts/authority.pem
import https from 'node:https';
import { ca, cert, key } from './parts/certificate.js';

for (const rejectUnauthorized of [true, false]) {
  const options = { key: Buffer.from(key), cert, ca: [ca], requestCert: true, rejectUnauthorized, ALPNProtocols: ['http/1.1'] };
  const server = https.createServer(options, (request, response) => {
    response.end(`${request.httpVersion} authorized: ${request.socket.authorized}`);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    console.log(await (await fetch(`https://localhost:${server.address().port}/`)).text());
  } catch (error) {
    console.log('refused', error.cause instanceof Error);
  }
  await new Promise((closed) => server.close(closed));
}
