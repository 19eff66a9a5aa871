// The samples of the document that scripts with the module `network` were first written against, unmodified, where it is beside the
// checkout: in a page, with the page's module and with the guest's own. crates/strait/tests/python_seeds.rs has them on a server.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, missing } from './support/browser.mjs';
import { isWanted } from './support/corpus.mjs';
import { startFiles, startNetwork } from './support/server.mjs';

const DOCUMENT = fileURLToPath(new URL('../../../shared/seeds/python-network-module.md', import.meta.url));
const isThere = existsSync(DOCUMENT);
const skip = missing({ isWanted: isWanted('network') }) ?? (isThere ? false : `there is no ${DOCUMENT}`);
if (skip) console.error(`SKIPPED, the samples in a browser: ${skip}`);

const pem = readFileSync(new URL('support/example_com.pem', import.meta.url), 'utf8');

let browser;
let site;
let network;
let silent;
before(async () => {
  if (skip) return;
  network = await startNetwork('network', { key: pem, cert: pem });
  silent = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const rules = [
    `MAP slow.example.com:443 127.0.0.1:${silent.address().port}`,
    `MAP *.example.com:443 ${network.address}`,
    `MAP example.com:443 ${network.address}`,
  ];
  browser = await launch([`--host-resolver-rules=${rules.join(',')}`, '--ignore-certificate-errors']);
  const events = (_request, response) => {
    response.setHeader('content-type', 'text/event-stream');
    response.end('data: event 1\n\ndata: event 2\n\n');
  };
  site = await startFiles({ files: { '/events': events } });
});
after(async () => {
  await browser?.close();
  await Promise.all([site?.stop(), network?.stop()]);
  silent?.close();
});

const IMPORTS = 'from network import *\nfrom json import loads\n';

/**
 * The document has lost the indentation of its samples and the end of their last lines: how far each line is indented, and what
 * follows the last one.
 */
const SAMPLES = {
  'streaming beside a request': {
    begins: 'from network import fetch_json, ws_open',
    indents: '0000001223',
    followedBy: 'deno run',
    // The sample never calls its coroutine, which never ends.
    after: 'try:\n    with_timeout(1.0, main())\nexcept TimeoutError:\n    print(data)',
    expected: 'hello\n{"path":"/users"}\n',
  },
  requests: {
    begins: '# Full response object',
    indents: '000000010',
    followedBy: 'gather() and',
    before: IMPORTS,
    after: "print(resp['id'], resp['ok'], text, data)",
    expected: "1 True hello from mock {'path': '/users'}\n",
  },
  'requests among the arguments of gather and with_timeout': {
    begins: 'results = gather( # three requests',
    indents: '01100101',
    followedBy: 'An async def call',
    before: IMPORTS,
    after: "print([loads(result)['body'] for result in results])",
    expected: 'too slow\n[\'{"path":"/a"}\', \'{"path":"/b"}\']\n',
  },
  'a batch of a thousand': {
    begins: 'async def load(url):',
    indents: '0121200',
    followedBy: 'This is concurrency',
    before: IMPORTS,
    after: 'print(len(bodies), bodies[:3], [i for i in range(1000) if bodies[i] is None] == [*range(7, 1000, 10)])',
    expected: "1000 ['item 0', 'item 1', 'item 2'] True\n",
  },
  'a WebSocket': {
    begins: 'sock = ws_open("wss://example.com/socket", "ws")',
    indents: '00122323230',
    followedBy: 'Payload type',
    before: IMPORTS,
    after: '',
    expected: 'hello\n',
  },
  'an event source of the page': {
    begins: 'stream = sse_open("/events", "sse")',
    indents: '0012232330',
    followedBy: 'src/index.js',
    before: IMPORTS,
    after: '',
    expected: 'event 1\nevent 2\n',
    // The guest's own module knows no page that the address could be of, which the sample is prepared for.
    expectedOfGuest: '',
  },
};

function textOf({ begins, indents, followedBy, before: first = '', after: last }) {
  const document = readFileSync(DOCUMENT, 'utf8');
  const begin = document.indexOf(`\n${begins}`) + 1;
  assert.ok(begin > 0, 'the document has the sample');
  const lines = document.slice(begin).split('\n').slice(0, indents.length);
  const text = lines.map((line, index) => '    '.repeat(Number(indents[index])) + line).join('\n');
  const end = text.lastIndexOf(followedBy);
  assert.ok(end > 0, 'the document goes on as it did');
  return `${first}${text.slice(0, end)}\n${last}\n`;
}

for (const isHostModule of [true, false]) {
  for (const [name, sample] of Object.entries(SAMPLES)) {
    test(`${isHostModule ? "the page's network" : "the guest's network"}: ${name}`, { skip, timeout: 60_000 }, async () => {
      const { page, complaints } = await browser.open(site.url);
      const result = await page.evaluate(
        async ([source, withModule]) => {
          const { createWorker } = await import('/src/index.js');
          const { network: module } = await import('/network/src/index.js');
          const allowNet = 'example.com,*.example.com,cdn.edgepython.com';
          const worker = await createWorker(withModule ? { mainThreadModules: { network: module } } : { allowNet });
          let printed = '';
          worker.onOutput((text) => {
            printed += text;
          });
          const { out } = await worker.run(source, { timeout: '30s' });
          worker.dispose();
          return { printed, out };
        },
        [textOf(sample), isHostModule],
      );
      const expected = isHostModule ? sample.expected : (sample.expectedOfGuest ?? sample.expected);
      assert.deepEqual(result, { printed: expected, out: '' });
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }
}
