// Many requests at once; one that fails does not disturb the others.
// strait run --allow-net=loopback --allow-listen examples/gather.js
import { createServer } from 'node:http';
import { once } from 'node:events';

const server = createServer((request, response) => response.end(request.url)).listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${server.address().port}`;

const urls = Array.from({ length: 1000 }, (_, index) => `${base}/${index}`);
urls[500] = 'http://127.0.0.1:1/';
const results = await Promise.allSettled(urls.map(async (url) => (await fetch(url)).text()));

const failed = results.filter((result) => result.status === 'rejected');
console.log(`${results.length - failed.length} answers, ${failed.length} failure: ${failed[0].reason.message}`);
server.close();
