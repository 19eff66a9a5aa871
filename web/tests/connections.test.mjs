// Scripts and their connections, as the servers at the other end see them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, missing } from './support/browser.mjs';
import { startFiles, startNetwork } from './support/server.mjs';

const skip = missing() ?? false;
if (skip) console.error(`SKIPPED, connections of a browser: ${skip}`);

let browser;
let files;
let network;
let opened;
before(async () => {
  if (skip) return;
  [browser, files, network] = await Promise.all([launch(), startFiles(), startNetwork()]);
  opened = await browser.open(files.url);
  await opened.page.exposeFunction('serverSees', async (answers, sockets) => {
    while (network.open.size !== answers || network.sockets.size !== sockets) await new Promise((resolve) => setTimeout(resolve, 10));
  });
});
after(async () => {
  await browser?.close();
  await Promise.all([files?.stop(), network?.stop()]);
});

/**
 * Runs a script with a host module `server`, whose `sees(answers, sockets)` waits until the server has so many answers and
 * WebSockets under way.
 */
async function run(language, source, allowNet = true) {
  const result = await opened.page.evaluate(
    async ([script, options]) => {
      const { createWorker } = await import('/src/index.js');
      const server = { sees: (answers, sockets) => globalThis.serverSees(answers, sockets) };
      const worker = await createWorker({ ...options, mainThreadModules: { server } });
      let printed = '';
      worker.onOutput((text) => {
        printed += text;
      });
      const { out } = await worker.run(script, { timeout: '20s' });
      worker.dispose();
      return { printed, out };
    },
    [source.replaceAll('{SERVER}', network.address), { language, allowNet }],
  );
  assert.deepEqual(opened.complaints.splice(0), []);
  return result;
}

const SCRIPTS = {
  'JavaScript: what is aborted, closed or takes too long is closed at the server': [
    'javascript',
    `
import { sees } from 'server';
const base = 'http://{SERVER}';
const controller = new AbortController();
const requests = [1, 2].map((i) => fetch(base + '/slow/60000?' + i, { signal: controller.signal }).catch((error) => error.name));
await sees(2, 0);
controller.abort();
console.log(...(await Promise.all(requests)));
await sees(0, 0);

const late = await fetch(base + '/slow/60000', { signal: AbortSignal.timeout(100) }).catch((error) => error.name);
await sees(0, 0);
console.log(late);

const { body } = await fetch(base + '/drip?count=1000000&interval=20');
await sees(1, 0);
await body.cancel();
await sees(0, 0);
console.log('cancelled');

const socket = new WebSocket('ws://{SERVER}/ws');
const source = new EventSource(base + '/sse');
const data = [];
const events = new Promise((resolve) => {
  source.onmessage = (event) => data.push(event.data) === 3 && resolve();
});
const echo = new Promise((resolve) => {
  socket.onopen = () => socket.send('hello');
  socket.onmessage = (event) => resolve(event.data);
});
await events;
data.push(await echo);
await sees(1, 1);
source.close();
socket.close();
await sees(0, 0);
console.log(...data);
`,
    'AbortError AbortError\nTimeoutError\ncancelled\nevent 1 event 2 event 3 hello\n',
  ],
  'Python: what is aborted, closed or takes too long is closed at the server': [
    'python',
    `
import requests
from json import loads
from network import *
from server import sees
base = 'http://{SERVER}'

async def abort():
    sees(1, 0)
    abort_request(0)
async def request():
    return loads(fetch(base + '/slow/60000'))['error']
print(gather(request(), abort())[0])
sees(0, 0)

try:
    with_timeout(0.1, fetch_text(base + '/slow/60000'))
except TimeoutError:
    print('too slow')
sees(0, 0)
try:
    requests.get(base + '/slow/60000', timeout=0.1)
except requests.Timeout:
    print('too slow')
sees(0, 0)

with requests.get(base + '/drip?count=1000000&interval=20', stream=True) as response:
    print(next(response.iter_content(1)))
    sees(1, 0)
sees(0, 0)

socket = ws_open('ws://{SERVER}/ws', 'w')
source = sse_open(base + '/sse', 's')
data = []
while len(data) < 4:
    event = loads(receive())
    if event['msg'] == 'w' and event['type'] == 'open':
        ws_send(socket, 'hello')
    if event['type'] == 'message':
        data.append(event['data'])
sees(1, 1)
ws_close(socket)
sse_close(source)
sees(0, 0)
print(*sorted(data))
`,
    "signal is aborted without reason\ntoo slow\ntoo slow\nb'*'\nevent 1 event 2 event 3 hello\n",
  ],
  'JavaScript: a thousand requests at once, failures apart': [
    'javascript',
    `
import { sees } from 'server';
const statuses = await Promise.all(
  Array.from({ length: 1000 }, async (_, i) => {
    const response = await fetch('http://{SERVER}/' + (i % 10 === 0 ? 'status/500' : 'bytes/' + i));
    const { length } = new Uint8Array(await response.arrayBuffer());
    return response.ok ? length === i : response.status;
  }),
);
console.log(statuses.length, statuses.filter((status) => status === true).length, statuses.filter((status) => status === 500).length);
await sees(0, 0);
`,
    '1000 900 100\n',
  ],
  'JavaScript: a hundred WebSockets at once, each with its own messages': [
    'javascript',
    `
import { sees } from 'server';
const sockets = Array.from({ length: 100 }, () => new WebSocket('ws://{SERVER}/ws'));
const answers = sockets.map(
  (socket, i) =>
    new Promise((resolve) => {
      socket.onopen = () => socket.send('message ' + i);
      socket.onmessage = ({ data }) => resolve(data === 'message ' + i);
    }),
);
const right = await Promise.all(answers);
await sees(0, 100);
console.log(right.filter(Boolean).length);
for (const socket of sockets) socket.close();
await sees(0, 0);
`,
    '100\n',
  ],
};

for (const [name, [language, source, expected]] of Object.entries(SCRIPTS)) {
  test(name, { skip, timeout: 60_000 }, async () => {
    assert.deepEqual(await run(language, source), { printed: expected, out: '' });
  });
}

test('a redirect is followed only to where the rules allow', { skip, timeout: 30_000 }, async () => {
  const source = `
const attempt = async (target) => {
  const response = await fetch('http://localhost:{PORT}/redirect-to?url=' + encodeURIComponent(target));
  return response.status + ' ' + response.redirected + ' ' + new URL(response.url).pathname;
};
console.log(await attempt('http://localhost:{PORT}/get'));
console.log(await attempt('http://{SERVER}/get').catch((error) => error.cause.message));
`.replaceAll('{PORT}', network.address.split(':')[1]);
  const { printed, out } = await run('javascript', source, 'localhost');
  assert.equal(out, '');
  const denial = `network access to ${network.address} is not allowed; allow it with allowNet: '${network.address}'`;
  assert.equal(printed, `200 true /get\n${denial}\n`);
});
