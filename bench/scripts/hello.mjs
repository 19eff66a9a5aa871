// The hello server of every table: the same file for every runtime.
import { createServer } from 'node:http';

createServer((request, response) => {
  response.setHeader('content-type', 'text/plain');
  response.end('Hello, World!');
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
