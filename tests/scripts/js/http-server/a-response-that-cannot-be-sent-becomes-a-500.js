// flags: --allow-listen --allow-net=loopback
// stderr: 500 sent in its place: the content-length header says 5, but the body has 8 bytes
import { createServer } from 'node:http';

const answers = {
  '/too-long': (response) => response.setHeader('content-length', 5).end('too long'),
  '/interim': (response) => response.writeHead(103).end(),
  '/watched': (response) => response.on('close', () => console.log('closed')).writeHead(200, { 'content-length': 1 }).end('xy'),
  '/good': (response) => response.end('good'),
};
const server = createServer((request, response) => answers[request.url](response)).listen(0, '127.0.0.1', async () => {
  for (const path of Object.keys(answers)) {
    const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`);
    console.log(path, response.status, await response.text());
  }
  server.close(() => console.log('server closed'));
});
