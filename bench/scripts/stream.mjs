// Answers with 10 MiB in chunks of 64 KiB, as fast as the client takes them.
import { createServer } from 'node:http';

const chunk = new Uint8Array(64 * 1024).fill(120);
const chunks = (10 * 1024 * 1024) / chunk.length;

createServer((request, response) => {
  response.setHeader('content-type', 'application/octet-stream');
  let left = chunks;
  const more = () => {
    while (left > 0) {
      left--;
      if (!response.write(chunk)) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  more();
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
