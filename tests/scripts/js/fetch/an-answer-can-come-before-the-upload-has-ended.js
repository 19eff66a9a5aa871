// flags: --allow-net --allow-listen
import http from 'node:http';

const server = http.createServer((request, response) => {
  response.writeHead(413, { connection: 'close' });
  response.end('too much');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;
let pulled = 0;
let cancelled = false;
const body = new ReadableStream({
  pull(controller) {
    pulled += 1;
    // The rest is given only when the answer has come: nothing but the answer lets this end.
    if (pulled > 3) return answered;
    controller.enqueue(new Uint8Array(1000));
  },
  cancel() {
    cancelled = true;
  },
});
let answer;
const answered = new Promise((resolve) => (answer = resolve));
const response = await fetch(url, { method: 'POST', body, duplex: 'half' });
answer();
print(response.status, await response.text());
print(pulled <= 4, cancelled);
server.close();
