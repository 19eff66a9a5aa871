// flags: --allow-net=loopback --allow-listen
import { createServer } from 'node:http';
const part = Buffer.alloc(50_000, 'p');
const server = createServer((request, response) => {
  let left = 100;
  let waits = 0;
  const more = () => {
    while (left > 0) {
      left -= 1;
      if (!response.write(part) && left > 0) {
        waits += 1;
        response.once('drain', more);
        return;
      }
    }
    response.end();
    print('waited', waits > 0);
  };
  more();
}).listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`);
  print((await response.arrayBuffer()).byteLength);
  server.close();
});
