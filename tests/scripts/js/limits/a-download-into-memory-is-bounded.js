// flags: --allow-net=loopback --allow-listen --memory 48M
// exit: 122
// stderr: allow more with --memory
import { createServer } from 'node:http';
const part = Buffer.alloc(65_536);
const server = createServer((request, response) => {
  const more = () => {
    while (response.write(part));
    response.once('drain', more);
  };
  more();
}).listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`);
  print(response.status);
  await response.arrayBuffer();
  print('never');
});
