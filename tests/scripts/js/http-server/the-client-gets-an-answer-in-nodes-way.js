// flags: --allow-net=loopback --allow-listen
import http from 'node:http';
const server = http.createServer((request, response) => {
  response.writeHead(203, { 'X-Who': 'server' });
  response.end(`${request.method} ${request.url}`);
}).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  http.get(`http://127.0.0.1:${port}/by-string?q=1`, (response) => {
    print(response.statusCode, response.statusMessage, response.headers['x-who'], response.httpVersion);
    print(response.rawHeaders.includes('X-Who') || response.rawHeaders.includes('x-who'));
    response.setEncoding('utf8');
    response.on('data', (text) => print(text));
    response.on('end', () => {
      print('complete', response.complete);
      server.close();
    });
  });
});
