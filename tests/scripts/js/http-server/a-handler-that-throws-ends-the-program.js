// flags: --allow-net=loopback --allow-listen
// exit: 1
// stderr: TypeError: the handler broke
// stderr: a-handler-that-throws-ends-the-program.js:8:
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  print('asked');
  throw new TypeError('the handler broke');
}).listen(0, '127.0.0.1', () => {
  fetch(`http://127.0.0.1:${server.address().port}/`).catch(() => {});
});
process.on('exit', (code) => print('exit', code));
