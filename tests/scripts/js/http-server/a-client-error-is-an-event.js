// flags: --allow-net=loopback --allow-listen
import { createServer, get } from 'node:http';
const server = createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => {
    get({ port, host: '127.0.0.1' }, () => print('answered')).on('error', (error) => print(error.code));
  });
});
