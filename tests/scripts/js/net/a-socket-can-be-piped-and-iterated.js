// flags: --allow-net=loopback --allow-listen
import { createServer, connect } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { Readable, Transform } from 'node:stream';
import { once } from 'node:events';

const server = createServer((socket) => {
  const upper = new Transform({
    transform(chunk, encoding, callback) {
      callback(null, String(chunk).toUpperCase());
    },
  });
  pipeline(socket, upper, socket).then(() => console.log('pipeline done'));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const client = connect(server.address().port, '127.0.0.1');
Readable.from(['one ', 'two ', 'three']).pipe(client);
let got = '';
for await (const chunk of client) got += chunk;
console.log(got);
server.close();
await once(server, 'close');
