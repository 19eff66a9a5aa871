// flags: --allow-net=loopback --allow-listen --memory 48M
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createGzip } from 'node:zlib';

const mebibyte = Buffer.alloc(1 << 20);
const gzip = createGzip();
const parts = [];
gzip.on('data', (part) => parts.push(part));
for (let count = 0; count < 128; count++) {
  if (!gzip.write(mebibyte)) await once(gzip, 'drain');
}
gzip.end();
await once(gzip, 'end');
const bomb = Buffer.concat(parts);
print(bomb.length < 1 << 20);

const server = createServer((request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
await once(server.listen(0, '127.0.0.1'), 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;

const response = await fetch(url);
let length = 0;
for await (const chunk of response.body) length += chunk.length;
print(length === 128 << 20);

const reader = (await fetch(url)).body.getReader();
print((await reader.read()).value.every((byte) => byte === 0));
await reader.cancel();
server.close();
