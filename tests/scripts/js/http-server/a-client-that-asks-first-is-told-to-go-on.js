// flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
import http from 'node:http';
import { WasiTcpConn } from 'wasi_net';

const server = http.createServer((request, response) => {
  console.log('request');
  request.resume().on('end', () => response.end('automatic'));
});
server.on('checkContinue', (request, response) => {
  console.log('checkContinue', request.url);
  if (request.url === '/no') {
    response.writeHead(417, { connection: 'close' }).end();
    return;
  }
  response.writeContinue();
  let body = '';
  request.setEncoding('utf8').on('data', (text) => (body += text));
  request.on('end', () => response.writeHead(200, { connection: 'close' }).end(`got ${body}`));
});
server.listen(0, '127.0.0.1', async () => {
  for (const path of ['/yes', '/no']) {
    const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
    connection.write(`POST ${path} HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 4\r\n\r\n`);
    let text = '';
    let sent = false;
    for (let bytes; (bytes = await connection.read()); ) {
      text += new TextDecoder().decode(bytes);
      if (!sent && text.startsWith('HTTP/1.1 100 Continue\r\n\r\n')) connection.write('body');
      sent ||= text.startsWith('HTTP/1.1 100');
    }
    console.log(text.split('\r\n').filter((line) => line.startsWith('HTTP') || line.startsWith('got')).join(', '));
    connection.close();
  }
  server.close();
});
