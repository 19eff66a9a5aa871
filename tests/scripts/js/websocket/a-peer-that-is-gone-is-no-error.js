// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
// A server whose sockets have no 'error' listener goes on when a client leaves without closing.
import { WebSocketServer } from 'ws';
import { WasiTcpConn } from 'wasi_net';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, async () => {
  const { port } = server.address();
  const connection = await WasiTcpConn.connect('127.0.0.1', port);
  await connection.write(
    `GET / HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n` +
      'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  console.log(new TextDecoder().decode(await connection.read()).split('\r\n')[0]);
  connection.close();
});

server.on('connection', (socket) => {
  socket.on('close', (code, reason) => {
    console.log('closed', code, `${reason}` === '');
    server.close(() => console.log('server closed'));
  });
});
