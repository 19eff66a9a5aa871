// flags: --allow-net=loopback --allow-listen
import { once } from 'node:events';
import { createServer } from 'node:net';

const heads = {
  'header lines': ['HTTP/1.1 200 OK\r\n', 'a: b\r\n'],
  'one header': ['HTTP/1.1 200 OK\r\na: ', 'x'],
  'a reason': ['HTTP/1.1 200 ', 'x'],
  'interim responses': ['', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
};
for (const [name, [start, again]] of Object.entries(heads)) {
  const more = again.repeat(1000);
  const server = createServer((socket) => {
    const write = () => {
      while (!socket.destroyed && socket.write(more));
    };
    socket.on('error', () => {}).on('drain', write);
    socket.once('data', () => {
      socket.write(start);
      write();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const host = `127.0.0.1:${server.address().port}`;
  const connected = once(server, 'connection');
  const error = await fetch(`http://${host}/`).catch((error) => error.cause);
  print(`${name}:`, error.code, error.message.replace(host, 'HOST'));
  const [socket] = await connected;
  if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
  server.close();
}
