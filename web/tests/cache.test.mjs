// Modules that are kept from one page to the next.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { inPage } from './support/in_page.mjs';
import { startFiles } from './support/server.mjs';

const FRAME = `<!doctype html><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" src="/frame.html"></iframe>`;
const FRAMED = `<!doctype html><script type="module">
  import { createWorker } from '/src/index.js';
  const worker = await createWorker({ allowNet: true });
  let printed = '';
  worker.onOutput((text) => { printed += text; });
  const { out } = await worker.run('from "REMOTE/words.py" import word\\nprint(word)');
  await worker.clearCache();
  parent.postMessage([worker.integrityActive, printed, out], '*');
</script>`;
const here = inPage('the cache of modules', { '/frame.html': '', '/outer.html': FRAME, '/beside.py': 'word = "first"\n' });
const { skip } = here;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** A server of another origin; what it has, and what it was asked for. */
let remote;
const modules = { '/words.py': 'word = "first"\n', '/words.js': 'export const word = "first";' };
const asked = [];
before(async () => {
  if (skip) return;
  remote = await startFiles({ files: modules, root: '/nothing' });
  remote.server.on('request', ({ url }) => asked.push(url));
});
after(() => remote?.stop());

/** Runs scripts that import `word`, each in a worker of its own; what they print, and which addresses the server was asked for. */
async function words(options = {}, addresses = [`${remote.url}/words.py`]) {
  const seen = await here.page.evaluate(
    ([workerOptions, list]) =>
      Promise.all(
        list.map(async (address) => {
          const isPython = /\.py\b/.test(address);
          const source = isPython
            ? `try:\n    from ${JSON.stringify(address)} import word\n    print(word)\nexcept ImportError as error:\n    print(error)`
            : `import { word } from '${address}'; console.log(word);`;
          const [printed, out] = await runScript({ allowNet: true, ...workerOptions, language: isPython ? 'python' : 'javascript' }, source);
          return printed.trimEnd() + out;
        }),
      ),
    [options, addresses],
  );
  return [...seen, asked.splice(0).length];
}

/** Does something with the database that the modules are in. */
const inDatabase = (work) =>
  here.page.evaluate(
    (text) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('strait-modules');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const transaction = request.result.transaction(['blobs', 'lock', 'about'], 'readwrite');
          new Function('stores', text)((name) => transaction.objectStore(name));
          transaction.oncomplete = () => resolve(request.result.close());
        };
      }),
    work,
  );

async function begin() {
  Object.assign(modules, { '/words.py': 'word = "first"\n', '/words.js': 'export const word = "first";' });
  await here.reload();
  await here.page.evaluate(() => withWorker({}, (worker) => worker.clearCache()));
  asked.length = 0;
}

test('a module of another origin is fetched once, whatever becomes of it there', { skip }, async () => {
  await begin();
  const both = [`${remote.url}/words.py`, `${remote.url}/words.js`];
  assert.deepEqual(await words({}, both), ['first', 'first', 2]);
  Object.assign(modules, { '/words.py': 'word = "second"\n', '/words.js': 'export const word = "second";' });
  await here.reload();
  assert.deepEqual(await words({}, both), ['first', 'first', 0]);
  assert.equal(await here.page.evaluate(() => withWorker({}, (worker) => worker.integrityActive)), true);
  // The rules hold for what is kept, too.
  const [denied, count] = await words({ allowNet: false });
  assert.match(denied, /network access to 127\.0\.0\.1:\d+ is not allowed/);
  assert.equal(count, 0);
});

test('clearCache forgets what was kept', { skip }, async () => {
  await begin();
  assert.deepEqual(await words(), ['first', 1]);
  modules['/words.py'] = 'word = "second"\n';
  await here.page.evaluate(() => withWorker({}, (worker) => worker.clearCache()));
  assert.deepEqual(await words(), ['second', 1]);
});

test('another version forgets what was kept, and the same does not', { skip }, async () => {
  await begin();
  assert.deepEqual(await words({ version: '1' }), ['first', 1]);
  modules['/words.py'] = 'word = "second"\n';
  assert.deepEqual(await words({ version: '1' }), ['first', 0]);
  assert.deepEqual(await words(), ['first', 0]);
  assert.deepEqual(await words({ version: '2' }), ['second', 1]);
});

test('without integrity nothing is kept', { skip }, async () => {
  await begin();
  assert.deepEqual(await words({ integrity: false }), ['first', 1]);
  modules['/words.py'] = 'word = "second"\n';
  assert.deepEqual(await words({ integrity: false }), ['second', 1]);
  assert.equal(await here.page.evaluate(() => withWorker({ integrity: false }, (worker) => worker.integrityActive)), false);
});

test('a module that is locked and lost has to be what it was', { skip }, async () => {
  await begin();
  await words();
  await inDatabase("stores('blobs').clear()");
  assert.deepEqual(await words(), ['first', 1]);
  assert.deepEqual(await words(), ['first', 0]);
  // What was tampered with is not used either.
  await inDatabase(`stores('blobs').put(new TextEncoder().encode('word = "evil"'), '${sha256(modules['/words.py'])}')`);
  assert.deepEqual(await words(), ['first', 1]);
  const locked = sha256(modules['/words.py']);
  modules['/words.py'] = 'word = "second"\n';
  await inDatabase("stores('blobs').clear()");
  const sentence = `integrity drift for '${remote.url}/words.py': locked to sha256-${locked}, the server has sha256-${sha256(modules['/words.py'])}`;
  assert.deepEqual(await words(), [`${sentence}; clearCache() forgets what was locked`, 1]);
});

test('a pin holds for what is kept, and another pin is another module', { skip }, async () => {
  await begin();
  const pinned = (text) => `${remote.url}/words.py#sha256-${sha256(text)}`;
  const first = modules['/words.py'];
  assert.deepEqual(await words({}, [pinned(first)]), ['first', 1]);
  modules['/words.py'] = 'word = "second"\n';
  assert.deepEqual(await words({}, [pinned(first)]), ['first', 0]);
  assert.deepEqual(await words({}, [pinned(modules['/words.py'])]), ['second', 1]);
  const [wrong] = await words({}, [pinned('third')]);
  assert.match(wrong, /^integrity check failed for/);
});

test('a module beside the page can be edited', { skip }, async () => {
  await begin();
  const beside = [`${here.files.url}/beside.py`];
  assert.deepEqual((await words({}, beside))[0], 'first');
  const response = await here.page.evaluate(async (address) => {
    const [printed] = await runScript({ allowNet: true }, `from "${address}/words.py" import word\nprint(word)`, { baseUrl: `${address}/` });
    return printed;
  }, remote.url);
  assert.equal(response, 'first\n');
  here.modules['/beside.py'] = 'word = "second"\n';
  modules['/words.py'] = 'word = "second"\n';
  assert.deepEqual((await words({}, beside))[0], 'second');
  // What lies beside a program of another origin is its own as well.
  const again = await here.page.evaluate(async (address) => {
    const [printed] = await runScript({ allowNet: true }, `from "${address}/words.py" import word\nprint(word)`, { baseUrl: `${address}/` });
    return printed;
  }, remote.url);
  assert.equal(again, 'second\n');
});

test('there is a bound to what is kept', { skip }, async () => {
  await begin();
  await inDatabase("for (let i = 0; i < 4096; i++) stores('lock').put({ digest: 'x', end: 'x' }, `x${i}`)");
  assert.deepEqual(await words(), ['first', 1]);
  assert.deepEqual(await words(), ['first', 1]);
  await begin();
  await inDatabase("stores('about').put(256 * 1024 * 1024, 'bytes')");
  assert.deepEqual(await words(), ['first', 1]);
  assert.deepEqual(await words(), ['first', 1]);
});

test('the database can be deleted while a worker uses it', { skip }, async () => {
  await begin();
  const seen = await here.page.evaluate(
    (address) =>
      withWorker({ allowNet: true }, async (worker, printed) => {
        const run = (name) => worker.run(`from "${address}/${name}" import word\nprint(word)`);
        await run('words.py');
        const deletion = indexedDB.deleteDatabase('strait-modules');
        const outcome = await new Promise((resolve) => {
          deletion.onsuccess = () => resolve('deleted');
          deletion.onblocked = () => resolve('blocked');
        });
        const { out } = await run('words.py?again');
        await worker.clearCache();
        return [outcome, printed.join(''), out];
      }),
    remote.url,
  );
  assert.deepEqual(seen, ['deleted', 'first\nfirst\n', '']);
});

test('where there is no database, modules are kept in memory, and the console says so once', { skip }, async () => {
  await begin();
  here.modules['/frame.html'] = FRAMED.replace('REMOTE', remote.url);
  const page = await here.page.context().newPage();
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await page.addInitScript(() => {
    globalThis.answer = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data)));
  });
  await page.goto(`${here.files.url}/outer.html`);
  assert.deepEqual(await page.evaluate(() => globalThis.answer), [false, 'first\n', '']);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /^strait: modules are not kept from one page to the next: /);
  await page.close();
});

test('options of the cache that make no sense are told', { skip }, async () => {
  const message = await here.page.evaluate(() => withWorker({ integrity: 'no' }, () => 'none').catch((error) => error.message));
  assert.equal(message, 'integrity: `no` is neither true nor false');
});
