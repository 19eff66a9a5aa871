// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:net';

const first = createServer();
first.listen(0, '127.0.0.1', () => {
  const { port } = first.address();
  const second = createServer();
  second.on('error', ({ code, syscall, address, port: taken }) => {
    console.log(code, syscall, address, taken === port, second.listening);
    first.close();
    try {
      first.listen({ port: 70000 });
    } catch (error) {
      console.log(error.code);
    }
    first.listen(0, '127.0.0.1', () => {
      console.log('again');
      try {
        first.listen(0);
      } catch (error) {
        console.log(error.code);
      }
      first.close();
    });
  });
  second.listen(port, '127.0.0.1');
});
