// The echo server that the Autobahn testsuite's fuzzing client tests. It prints its port.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: true });
server.on('listening', () => console.log(server.address().port));
server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  // Breaking the protocol is what the suite is for.
  socket.on('error', () => {});
});
