// flags: --allow-listen=127.0.0.1
import { createServer } from 'node:http';
const server = createServer().listen(0, '127.0.0.1', () => {
  print('listening');
  server.close();
  createServer().on('error', (error) => print(error.reason)).listen(0, '0.0.0.0');
});
