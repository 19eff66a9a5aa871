import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: Number(args[1] ?? 8002), host: '127.0.0.1' });
server.on('connection', (socket, request) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
server.on('listening', () => console.log(`listening on port ${server.address().port}`));
