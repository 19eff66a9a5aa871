// flags: --allow-listen=127.0.0.1 --allow-net=127.0.0.1
import http from 'node:http';
import { WasiTcpConn } from 'wasi_net';

/** The first line of what a server says until it ends the connection. */
async function ask(server, text) {
  const connection = await WasiTcpConn.connect('127.0.0.1', server.address().port);
  connection.write(text);
  let answer = '';
  for (let bytes; (bytes = await connection.read()); ) answer += new TextDecoder().decode(bytes);
  connection.close();
  return answer.split('\r\n')[0] || 'closed';
}

function start(listening) {
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => response.end('served'));
  });
  server.listen(0, '127.0.0.1', () => listening(server));
  return server;
}

const impatient = start(async (server) => {
  console.log('an idle connection:', await ask(server, 'GET / HTTP/1.1\r\nhost: a\r\n\r\n'));
  console.log('half a head:', await ask(server, 'GET / HTTP/1.1\r\nhost'));
  console.log('half a body:', await ask(server, 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhalf'));
  server.close();
});
// What is set in the tick of listen() holds.
impatient.keepAliveTimeout = 200;
impatient.headersTimeout = 200;
impatient.requestTimeout = 200;

const full = start(async (server) => {
  const first = await WasiTcpConn.connect('127.0.0.1', server.address().port);
  const answer = await ask(server, 'GET / HTTP/1.1\r\nhost: a\r\n\r\n').catch((error) => error.code);
  // A connection that is closed with bytes unread is reset.
  if (answer !== 'closed' && answer !== 'ECONNRESET') console.log('one too many was served:', answer);
  first.close();
  server.close();
});
full.maxConnections = 1;

for (const options of [{ headersTimeout: -1 }, { requestTimeout: '1' }, { headersTimeout: 2, requestTimeout: 1 }]) {
  try {
    http.createServer(options);
  } catch (error) {
    console.log(error.code);
  }
}
