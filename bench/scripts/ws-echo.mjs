// Sends every WebSocket message back, by the package `ws` or, where the runtime has one of its own, that.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: Number(process.env.PORT), host: '127.0.0.1' }, () => console.log('ready'));
server.on('connection', (socket) => socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })));
