// What scripts ask of requests and WebSockets, as far as a browser can do it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { WebSocketServer } from 'ws';
import { inPage } from './support/in_page.mjs';

const here = inPage('the operations');

here.test(
  'the times of a request end it, and are those of a head and of the whole',
  async ({ network }) =>
    runScript(
      { allowNet: true, timeout: '30s' },
      `
from _host import http_send, stream_read
def attempt(path, connect, response, total):
    try:
        status, reason, headers, url, start, rest = http_send(
            'GET', '${network}' + path, '', None, None, 'follow', True, connect, response, total)
        while rest is not None and (part := stream_read(rest, 65536)):
            start += part
        print(status, len(start))
    except OSError as error:
        print(error.code, str(error).replace('${network}', 'BASE'))
attempt('/slow/60000', None, 50, None)
attempt('/slow/60000', 50, None, None)
attempt('/slow/60000', 20, 50, None)
attempt('/slow/60000', None, None, 50)
attempt('/text', 20000, 20000, 20000)
attempt('/text', None, None, 2 ** 62)
attempt('/close-early', None, None, 20000)
attempt('/drip?count=100000&interval=20', 20000, 20000, 200)
`,
    ),
  ([printed, out]) => {
    assert.equal(out, '');
    assert.deepEqual(printed.trimEnd().split('\n'), [
      'timed-out [Errno 110] BASE did not begin to answer within 50 ms',
      'timed-out [Errno 110] BASE did not begin to answer within 50 ms',
      'timed-out [Errno 110] BASE did not begin to answer within 50 ms',
      'timed-out [Errno 110] the request to BASE/slow/60000 was not over within 50 ms',
      '200 15',
      '200 15',
      'reset [Errno 104] the response body broke off: network error',
      'timed-out [Errno 110] the request to BASE/drip?count=100000&interval=20 was not over within 200 ms',
    ]);
  },
);

here.test(
  'a WebSocket keeps to the longest message that it may be sent',
  async ({ ws }) =>
    withWorker({ language: 'javascript', allowNet: true }, async (worker, printed) => {
      const source = (maxPayload, messages) => `
import WebSocket from 'ws';
const socket = new WebSocket('${ws}/ws', { maxPayload: ${maxPayload} });
socket.on('open', () => ${JSON.stringify(messages)}.forEach((text) => socket.send(text)));
socket.on('message', (data) => { console.log(data.length); if (data.length === 9) socket.close(); });
socket.on('error', (error) => console.log(error.message));
socket.on('close', (code) => console.log(code));`;
      const first = await worker.run(source(10, ['ten bytes!', 'eleven byte']));
      // Eight letters, and twelve bytes.
      const second = await worker.run(source(10, ['\u00e4\u00e4\u00e4\u00e4abcd', 'never']));
      const third = await worker.run(source(0, ['123456789']));
      return [printed.join(''), first.out + second.out + third.out];
    }),
  ([printed, out]) => {
    assert.equal(out, '');
    const tooLong = 'the peer sent a message of more than 10 bytes, the most it may; allow more with maxPayload\n1006\n';
    assert.equal(printed, `10\n${tooLong}${tooLong}9\n1005\n`);
  },
);

test('the peer is told that its message was too long, by a code that a page may send', { skip: here.skip }, async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const code = new Promise((resolve) => {
    server.on('connection', (socket) => {
      socket.on('close', resolve);
      socket.send('eleven byte');
    });
  });
  await once(server, 'listening');
  const source = `import WebSocket from 'ws'; new WebSocket('ws://127.0.0.1:${server.address().port}/', { maxPayload: 10 }).on('error', () => {});`;
  await here.page.evaluate((text) => runScript({ language: 'javascript', allowNet: true }, text), source);
  assert.equal(await code, 4009);
  server.close();
});

here.test(
  'what a browser decides about a WebSocket by itself is refused',
  async ({ ws }) =>
    runScript(
      { language: 'javascript', allowNet: true },
      `
import WebSocket from 'ws';
for (const options of [{ perMessageDeflate: false }, { pingInterval: 1000 }, { headers: { a: 'b' } }]) {
  const socket = new WebSocket('${ws}/ws', options);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', (error) => console.log(error.message));
  await closed;
}
const socket = new WebSocket('${ws}/ws', { perMessageDeflate: { threshold: 9 } });
socket.on('open', () => { console.log('open'); socket.terminate(); });`,
    ),
  ([printed, out]) => {
    assert.equal(out, '');
    const lines = printed.trimEnd().split('\n');
    assert.match(lines[0], /lets no page refuse it; leave `perMessageDeflate: false` out/);
    assert.match(lines[1], /sends no pings for a page; leave `pingInterval` out/);
    assert.match(lines[2], /lets no page set headers of a WebSocket handshake/);
    assert.deepEqual(lines.slice(3), ['open']);
  },
);
