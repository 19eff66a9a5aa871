// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';

const TOTAL = 20_000_000;
const server = createServer((socket) => {
  socket.pause();
  let sent = 0;
  let waits = 0;
  const chunk = Buffer.alloc(100_000, 'x');
  const fill = () => {
    while (sent < TOTAL) {
      sent += chunk.length;
      if (!socket.write(chunk)) {
        waits += 1;
        socket.once('drain', fill);
        return;
      }
    }
    socket.end();
    console.log('waited', waits > 0, 'buffered little', socket.writableLength < 1_000_000);
  };
  fill();
  setTimeout(() => console.log('held back', sent < TOTAL), 30);
});
server.listen(0, '127.0.0.1', () => {
  const client = connect(server.address().port, '127.0.0.1');
  client.pause();
  setTimeout(() => client.resume(), 60);
  let got = 0;
  client.on('data', (chunk) => (got += chunk.length));
  client.on('end', () => console.log('got', got, client.bytesRead));
  client.on('close', () => server.close());
});
