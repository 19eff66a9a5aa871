// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import http from 'node:http';

const proxy = http.createServer((request, response) => response.end('ordinary'));
proxy.on('connect', (request, socket, head) => {
  console.log(request.method, request.url, head.length);
  if (request.url !== 'near.test:80') {
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno');
    return;
  }
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  socket.pipe(socket);
});
function connect(path) {
  return new Promise((resolve) => {
    const { port } = proxy.address();
    const request = http.request({ port, host: '127.0.0.1', method: 'CONNECT', path });
    request.on('connect', (response, socket) => resolve({ response, socket }));
    request.on('response', (response) => resolve({ response }));
    request.end();
  });
}
await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
const { response, socket } = await connect('near.test:80');
console.log(response.statusCode);
socket.write('through the tunnel');
console.log(String(await new Promise((resolve) => socket.once('data', resolve))));
socket.end();
await new Promise((resolve) => socket.resume().once('close', resolve));
console.log((await connect('far.test:443')).response.statusCode);
proxy.removeAllListeners('connect');
const { port } = proxy.address();
const dropped = http.request({ port, host: '127.0.0.1', method: 'CONNECT', path: 'near.test:80' });
dropped.on('error', (error) => {
  console.log(error.code);
  proxy.close();
  proxy.closeAllConnections();
});
dropped.end();
