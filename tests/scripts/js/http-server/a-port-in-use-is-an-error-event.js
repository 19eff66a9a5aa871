// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const first = createServer().listen(0, '127.0.0.1', () => {
  const second = createServer();
  second.on('error', (error) => {
    print(error.code, error.syscall, error.port === first.address().port);
    first.close();
  });
  second.listen(first.address().port, '127.0.0.1', () => print('both listen'));
});
