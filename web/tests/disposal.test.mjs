// What a worker leaves behind: no connection that a server still sees, no thread, no timer and no object URL of the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, missing } from './support/browser.mjs';
import { startFiles, startNetwork } from './support/server.mjs';

const skip = missing() ?? false;
if (skip) console.error(`SKIPPED, what workers leave behind in a browser: ${skip}`);

let browser;
let files;
let network;
before(async () => {
  if (!skip) [browser, files, network] = await Promise.all([launch(), startFiles(), startNetwork()]);
});
after(async () => {
  await browser?.close();
  await Promise.all([files?.stop(), network?.stop()]);
});

/** Scripts that print when they have a WebSocket, and as many answers that do not end as a browser opens connections for. */
const SCRIPTS = {
  Python: {
    open: 5,
    source: `
import urllib.request
from network import fetch_text, ws_open, sse_open
ws_open('ws://{SERVER}/ws', 'w')
sse_open('http://{SERVER}/sse', 's')
body = urllib.request.urlopen('http://{SERVER}/drip?count=1000000&interval=20')
body.read(1)
async def started():
    print('on')
async def forever():
    sleep(3600)
gather(*[fetch_text(f'http://{SERVER}/slow/60000?{i}') for i in range(3)], started(), forever())
`,
  },
  JavaScript: {
    language: 'javascript',
    open: 5,
    source: `
new WebSocket('ws://{SERVER}/ws');
new EventSource('http://{SERVER}/sse');
const reader = (await fetch('http://{SERVER}/drip?count=1000000&interval=20')).body.getReader();
await reader.read();
setTimeout(() => {}, 3_600_000);
const answers = [1, 2, 3].map((i) => fetch('http://{SERVER}/slow/60000?' + i));
console.log('on');
await Promise.all(answers);
`,
  },
  "Python with the page's network": {
    isHostModule: true,
    open: 4,
    source: `
from network import fetch_text, ws_open, sse_open
ws_open('ws://{SERVER}/ws', 'w')
sse_open('http://{SERVER}/sse', 's')
async def started():
    print('on')
gather(*[fetch_text(f'http://{SERVER}/slow/60000?{i}') for i in range(3)], started())
`,
  },
};

for (const [name, { source, language, isHostModule = false, open }] of Object.entries(SCRIPTS)) {
  const script = () => source.replaceAll('{SERVER}', network.address);

  test(`${name}: a worker that is disposed in the middle leaves nothing behind`, { skip, timeout: 30_000 }, async () => {
    const { page, complaints } = await opened();
    await page.evaluate(startScript, { script: script(), language, isHostModule });
    await until(() => network.open.size === open && network.sockets.size === 1);
    assert.equal(await page.evaluate(disposed), 'the worker was disposed');
    await until(() => network.open.size === 0 && network.sockets.size === 0);
    // The browser tells of a thread's end a moment after it.
    await until(() => page.workers().length === 0);
    assert.deepEqual(await page.evaluate(() => globalThis.left), { timers: 0, addresses: 0 });
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  // Connections of a host module are the worker's, not the script's.
  if (isHostModule) continue;
  for (const way of language === 'javascript' ? ['stop', 'timeout'] : ['stop']) {
    test(`${name}: a script that is ended by ${way} closes what it has open, and the worker runs the next`, { skip, timeout: 30_000 }, async () => {
      const { page, complaints } = await opened();
      await page.evaluate(startScript, { script: script(), language, isHostModule, timeout: way === 'timeout' ? '6s' : '1h' });
      await until(() => network.open.size === open && network.sockets.size === 1);
      if (way === 'stop') await page.evaluate(() => globalThis.worker.stop());
      const { exitCode } = await page.evaluate(() => globalThis.running);
      assert.equal(exitCode, way === 'stop' ? 130 : 124);
      await until(() => network.open.size === 0 && network.sockets.size === 0);
      assert.equal(page.workers().length, 1);
      assert.deepEqual(await page.evaluate(() => globalThis.left), { timers: 0, addresses: 0 });
      const next = await page.evaluate((text) => globalThis.worker.run(text), language === 'javascript' ? 'process.exit(7)' : 'raise SystemExit(7)');
      assert.equal(next.exitCode, 7);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }
}

test('workers that never get ready leave nothing behind, of another origin neither', { skip, timeout: 30_000 }, async () => {
  const other = await startFiles();
  const { page, complaints } = await opened();
  const messages = await page.evaluate(async (address) => {
    const seen = [];
    for (const origin of ['', address]) {
      const { createWorker } = await import(`${origin}/src/index.js`);
      for (const options of [{ wasmUrl: '/nothing.wasm' }, { wasmUrl: '/src/index.js' }, { packages: '/nothing.json' }, { memory: '1M' }]) {
        seen.push(await createWorker(options).then(() => 'ready', () => 'rejects'));
      }
    }
    return seen;
  }, other.url);
  assert.deepEqual(messages, Array(8).fill('rejects'));
  await page.evaluate(async () => {
    await import('/src/element.js');
    const element = document.createElement('strait-script');
    document.body.append(element);
    element.remove();
  });
  await until(() => page.workers().length === 0);
  assert.deepEqual(await page.evaluate(() => globalThis.left), { timers: 0, addresses: 0 });
  assert.deepEqual(complaints, []);
  await page.context().close();
  await other.stop();
});

test('a page can have the package from another origin, in both languages, with the network, and nothing is left either', { skip, timeout: 30_000 }, async () => {
  const other = await startFiles();
  const { page, complaints } = await opened();
  const printed = await page.evaluate(
    async ([address, server]) => {
      const { createWorker } = await import(`${address}/src/index.js`);
      const { network: module } = await import(`${address}/network/src/index.js`);
      const texts = [];
      // With a module that is in a part of the guest.
      const python = `from decimal import Decimal\nfrom network import fetch_text\nprint(Decimal(6) * 7, fetch_text('${server}/text'))`;
      const javascript = `console.log(6 * 7, await (await fetch('${server}/text')).text())`;
      for (const [source, options] of [
        [python, { allowNet: true }],
        [python, { mainThreadModules: { network: module } }],
        [javascript, { allowNet: true, language: 'javascript' }],
      ]) {
        const worker = await createWorker(options);
        worker.onOutput((text) => texts.push(text));
        const { out } = await worker.run(source);
        worker.dispose();
        texts.push(out);
      }
      return texts;
    },
    [other.url, network.url],
  );
  assert.deepEqual(printed, Array(3).fill(['42 hello from mock\n', '']).flat());
  await until(() => page.workers().length === 0);
  assert.deepEqual(await page.evaluate(() => globalThis.left), { timers: 0, addresses: 0 });
  assert.deepEqual(complaints, []);
  await page.context().close();
  await other.stop();
});

/** A page that counts, in `left`, its timers and object URLs. */
async function opened() {
  const tab = await browser.open(files.url);
  await tab.page.evaluate(() => {
    const timers = new Set();
    const addresses = new Set();
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    globalThis.setTimeout = (work, ...rest) => {
      const ring = (...values) => {
        timers.delete(timer);
        work(...values);
      };
      const timer = set(ring, ...rest);
      timers.add(timer);
      return timer;
    };
    globalThis.clearTimeout = (timer) => {
      timers.delete(timer);
      clear(timer);
    };
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      const address = createObjectURL.call(URL, blob);
      addresses.add(address);
      return address;
    };
    URL.revokeObjectURL = (address) => {
      addresses.delete(address);
      revokeObjectURL.call(URL, address);
    };
    Object.defineProperty(globalThis, 'left', { get: () => ({ timers: timers.size, addresses: addresses.size }) });
  });
  return tab;
}

/** In the page: starts a script, with limits that are watched; resolves when it prints. */
async function startScript({ script, language, isHostModule, timeout = '1h' }) {
  const { createWorker } = await import('/src/index.js');
  const { network: module } = await import('/network/src/index.js');
  const worker = await createWorker({ language, ...(isHostModule ? { mainThreadModules: { network: module } } : { allowNet: true }) });
  globalThis.worker = worker;
  const printed = new Promise((resolve) => worker.onOutput(resolve));
  globalThis.running = worker.run(script, { timeout, cpuTime: '1h' }).catch((error) => error.message);
  await Promise.race([printed, globalThis.running.then((end) => Promise.reject(new Error(`it ended: ${JSON.stringify(end)}`)))]);
}

/** In the page. */
function disposed() {
  globalThis.worker.dispose();
  return globalThis.running;
}

/** Waits for a condition; the runner's own limit ends it. */
async function until(condition) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
