// flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
import http from 'node:http';

const server = http.createServer((request, response) => {
  console.log('early', request.trailers, request.rawTrailers);
  request.resume().on('end', () => {
    console.log('request', request.trailers, request.rawTrailers);
    response.writeHead(200, { trailer: 'x-sum' });
    response.addTrailers({ 'X-Sum': '5' });
    response.end('hello');
  });
});
server.listen(0, '127.0.0.1', () => {
  const headers = { te: 'trailers', trailer: 'x-up' };
  const request = http.request({ host: '127.0.0.1', port: server.address().port, method: 'POST', headers }, (response) => {
    response.setEncoding('utf8').on('data', (text) => console.log(text));
    response.on('end', () => {
      console.log('response', response.trailers, response.rawTrailers);
      server.close();
    });
  });
  request.write('body');
  request.addTrailers([['x-up', 'yes']]);
  request.end();
  try {
    request.addTrailers({ 'a b': '1' });
  } catch (error) {
    console.log(error.code);
  }
});
