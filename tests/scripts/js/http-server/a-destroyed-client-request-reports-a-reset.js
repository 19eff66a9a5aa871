// flags: --allow-net=loopback --allow-listen
import { createServer, get } from 'node:http';
const server = createServer(() => asking.destroy()).listen(0, '127.0.0.1');
let asking;
server.on('listening', () => {
  asking = get({ port: server.address().port, host: '127.0.0.1' });
  asking.on('error', (error) => print(error.code, error.message));
  asking.on('close', () => {
    print('closed', asking.destroyed);
    server.close();
  });
});
