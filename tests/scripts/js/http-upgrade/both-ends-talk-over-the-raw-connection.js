// flags: --allow-listen=127.0.0.1:0 --allow-net=127.0.0.1
import http from 'node:http';

const server = http.createServer((request, response) => response.end('ordinary'));
server.on('upgrade', (request, socket, head) => {
  console.log(request.method, request.url, request.headers.upgrade, head.length, socket.remoteAddress);
  // In two parts, with the first bytes of the other protocol behind the head.
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConn');
  socket.write('ection: Upgrade\r\nX-Answer: yes\r\n\r\nwelcome;');
  socket.on('data', (data) => socket.write(data.toString().toUpperCase()));
  socket.on('end', () => socket.end('goodbye'));
  socket.on('close', (hadError) => console.log('server closed', hadError));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const request = http.request({ port, host: '127.0.0.1', path: '/talk?x=1', headers: { connection: 'Upgrade', upgrade: 'echo' } });
  request.on('response', () => console.log('response?'));
  request.on('upgrade', (response, socket, head) => {
    console.log(response.statusCode, response.statusMessage, response.headers['x-answer'], response.headers.upgrade);
    if (head.length > 0) socket.unshift(head);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part) => {
      text += part;
      if (text === 'welcome;') socket.write('hello ');
      if (text === 'welcome;HELLO ') socket.end('world');
    });
    socket.on('end', () => console.log(text));
    socket.on('close', (hadError) => {
      console.log('client closed', hadError);
      server.close();
    });
  });
  request.end();
});
