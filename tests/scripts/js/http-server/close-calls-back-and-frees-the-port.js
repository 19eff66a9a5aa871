// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer();
print(server.listening, server.address());
server.listen(0, '127.0.0.1', () => {
  const { address, family, port } = server.address();
  print(server.listening, address, family, port > 0);
  server.on('close', () => print('close event'));
  server.close((error) => {
    print('closed', error, server.listening, server.address());
    const again = createServer().listen(port, '127.0.0.1', () => {
      print(again.address().port === port);
      again.close();
    });
  });
});
server.on('listening', () => print('listening event'));
