// The `network` module: as the host module that a page registers, and as the one that the Python guest brings. Both meet the
// cases of ../shared/corpora/edge-python, where that is there, and behave alike.
//
// HOSTCAP=NAME narrows it to the corpora of one host module.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, missing } from './support/browser.mjs';
import { corpora, isWanted, objection } from './support/corpus.mjs';
import { startFiles, startNetwork } from './support/server.mjs';

const skip = missing({ isWanted: isWanted('network') }) ?? false;
if (skip) console.error(`SKIPPED, the network module in a browser: ${skip}`);

let browser;
let files;
let network;
let page;
let complaints;
before(async () => {
  if (skip) return;
  [browser, files, network] = await Promise.all([launch(), startFiles(), startNetwork()]);
  ({ page, complaints } = await browser.open(files.url));
});
after(async () => {
  await browser?.close();
  await Promise.all([files?.stop(), network?.stop()]);
});

/** Runs a script with the page's `network` or the guest's own; what it prints, and its errors. */
async function run(source, { isHostModule, ...options } = {}) {
  const text = source.replaceAll('{BASE}', network.url).replaceAll('{WS_BASE}', network.ws);
  const result = await page.evaluate(
    async ([script, withModule, runOptions]) => {
      const { createWorker } = await import('/src/index.js');
      const { network: module } = await import('/network/src/index.js');
      const worker = await createWorker(withModule ? { mainThreadModules: { network: module } } : { allowNet: true });
      let printed = '';
      worker.onOutput((chunk) => {
        printed += chunk;
      });
      const ended = await worker.run(script, { timeout: '20s', ...runOptions });
      worker.dispose();
      return { ...ended, printed };
    },
    [text, isHostModule === true, options],
  );
  assert.deepEqual(complaints.splice(0), []);
  return result;
}

for (const isHostModule of [true, false]) {
  const whose = isHostModule ? "the page's network" : "the guest's network";

  for (const [name, cases] of corpora(['network', 'js-builtins-network'])) {
    test(`${whose} passes ${name}`, { skip: skip || (cases === undefined ? 'the corpus is not there' : false) }, async () => {
      const failures = [];
      for (const one of cases) {
        const why = objection(one, await run(`from network import *\n${one.source}`, { isHostModule }));
        if (why !== undefined) failures.push(`case ${one.number}:\n${one.source}\n${why}`);
      }
      console.log(`${name}, by ${whose}: ${cases.length - failures.length} of ${cases.length} cases pass, ${failures.length} fail`);
      assert.equal(failures.length, 0, `${failures.length} of ${cases.length}:\n${failures.join('\n---\n')}`);
    });
  }

  test(`${whose}: a thousand requests by gather, failures apart`, { skip }, async () => {
    const source = `
from network import fetch_text
async def load(i):
    try:
        return fetch_text('{BASE}/text' if i % 10 else '{BASE}/status/500')
    except RuntimeError as error:
        return str(error)
bodies = gather(*[load(i) for i in range(1000)])
print(len(bodies), bodies.count('hello from mock'), bodies.count('HTTP 500'))
`;
    const { printed, out } = await run(source, { isHostModule, timeout: '60s' });
    assert.deepEqual([printed, out], ['1000 900 100\n', '']);
  });

  test(`${whose}: requests as arguments of gather and with_timeout, and given up`, { skip }, async () => {
    const source = `
from json import loads
from network import fetch, fetch_text, abort_request
print(gather(fetch_text('{BASE}/text'), fetch_text('{BASE}/json')))
try:
    with_timeout(0.2, fetch_text('{BASE}/slow/20000'))
except TimeoutError:
    print('too slow')
print(loads(fetch('{BASE}/text'))['id'])
async def abort():
    sleep(0.2)
    abort_request(1)
async def slow():
    return loads(fetch('{BASE}/slow/20000'))
reply, _ = gather(slow(), abort())
print(reply)
print(loads(fetch('{BASE}/json', '{"method":"POST","body":"x"}'))['ok'])
print(loads(fetch('http://127.0.0.1:1/'))['status'])
`;
    const { printed, out } = await run(source, { isHostModule });
    assert.equal(out, '');
    const aborted = "{'id': 1, 'ok': False, 'status': 0, 'error': 'signal is aborted without reason'}";
    assert.equal(printed, `['hello from mock', '{"ok":true}']\ntoo slow\n0\n${aborted}\nTrue\n0\n`);
  });

  test(`${whose}: a request that waits for its turn is given up at once`, { skip }, async () => {
    const source = `
from json import loads
from network import fetch, abort_request
async def slow(i):
    reply = loads(fetch('{BASE}/slow/60000?' + str(i)))
    print(i, reply['id'], reply['status'], reply['error'])
async def abort():
    sleep(0.1)
    for i in [199, *range(199)]:
        abort_request(i)
        sleep(0)
gather(*[slow(i) for i in range(200)], abort())
`;
    const { printed, out } = await run(source, { isHostModule });
    const lines = [199, ...Array(199).keys()].map((i) => `${i} ${i} 0 signal is aborted without reason`);
    assert.deepEqual([printed.trimEnd().split('\n').sort(), out], [lines.sort(), '']);
    assert.match(printed, /^199 /);
  });

  test(`${whose}: errors are RuntimeErrors in the coroutine that made the call`, { skip }, async () => {
    const source = `
import network
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as error:
        print(type(error).__name__, str(error)[:40])
attempt(network.fetch_text, '{BASE}/status/404')
attempt(network.ws_send, 7, 'x')
attempt(network.sse_state, 7)
attempt(network.abort_request, 99)
`;
    const { printed, out } = await run(source, { isHostModule });
    assert.equal(out, '');
    assert.equal(printed, 'RuntimeError HTTP 404\nRuntimeError invalid socket handle: 7\nRuntimeError invalid sse handle: 7\nNone\n');
  });
}

test("rules hold for a page's network too", { skip }, async () => {
  const outcome = await page.evaluate(async () => {
    const { createWorker } = await import('/src/index.js');
    const { network: module } = await import('/network/src/index.js');
    const worker = await createWorker({ mainThreadModules: { network: module }, allowNet: 'api.example.com' });
    const result = await worker.run("from network import fetch_text\nfetch_text('http://127.0.0.1:9/')");
    worker.dispose();
    return result.out;
  });
  assert.match(outcome, /RuntimeError: network access to 127\.0\.0\.1:9 is not allowed; allow it with allowNet: '127\.0\.0\.1:9'/);
});
