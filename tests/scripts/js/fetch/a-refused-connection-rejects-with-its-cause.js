// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const server = createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(async () => {
    await fetch(`http://127.0.0.1:${port}/`).catch((error) => print(error.name, error.cause.code));
  });
});
