// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';

const server = createServer((socket) => {
  const chunks = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('end', () => {
    console.log(Buffer.concat(chunks).toString('hex'));
    server.close();
  });
});
server.listen(0, '127.0.0.1', () => {
  const client = connect(server.address().port, '127.0.0.1');
  client.write('é');
  client.write('é', 'latin1');
  client.write('00ff', 'hex');
  client.write(Buffer.from([1, 2]));
  client.write(new Uint8Array([3, 4]));
  client.cork();
  client.write('AA==', 'base64');
  client.write('ü');
  client.uncork();
  client.end('.');
  console.log(client.bytesWritten);
});
