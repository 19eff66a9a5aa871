// flags: --allow-net=loopback --allow-listen
import { connect, createServer } from 'node:tls';
import { authority, certificate, key } from './identity.mjs';

const server = createServer({ cert: certificate, key }, () => console.log('never'));
server.on('tlsClientError', (error) => console.log('server', error.code !== undefined));
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const attempt = (options) =>
    new Promise((resolve) => {
      const client = connect({ port, host: '127.0.0.1', ...options });
      client.on('secureConnect', () => console.log('secure?'));
      client.on('error', ({ code, message }) => console.log(code, message.split('; ').at(-1)));
      client.on('close', resolve);
    });
  await attempt({});
  await attempt({ ca: authority, servername: 'example.org' });
  await attempt({ rejectUnauthorized: false });
  await attempt({ ca: 'nothing' });
  server.close();
});
