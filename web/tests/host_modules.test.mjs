// Host modules that have an address: they are loaded when a script first names them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inPage } from './support/in_page.mjs';

const here = inPage('host modules', {
  '/host/counter.js': `globalThis.made = (globalThis.made ?? 0) + 1;
    export const counter = ({ pushEvent }) => { let count = 0; return { next: () => ++count, push: (text) => pushEvent(text) }; };`,
  '/host/plain.js': "export const hello = (name) => 'hello ' + name; export const number = 7;",
  '/host/broken.js': "throw new Error('not today');",
  '/app/__init__.py': '',
});

test('a host module is fetched when a script first names it, and made once', { skip: here.skip, timeout: 60_000 }, async () => {
  const asked = [];
  const listen = ({ url }) => url.startsWith('/host/') && asked.push(url);
  here.files.server.on('request', listen);
  const run = (source, language) =>
    here.page.evaluate(
      ([text, options]) => {
        globalThis.kept ??= withWorkerKept();
        async function withWorkerKept() {
          const { createWorker } = await import('/src/index.js');
          const worker = await createWorker({ hostModules: { counter: '/host/counter.js', plain: '/host/plain.js' } });
          const printed = [];
          worker.onOutput((chunk) => printed.push(chunk));
          return { worker, printed };
        }
        return globalThis.kept.then(async ({ worker, printed }) => {
          const { out } = await worker.run(text, options);
          return printed.splice(0).join('') + out;
        });
      },
      [source, { language }],
    );
  assert.equal(await run('print(1)'), '1\n');
  assert.deepEqual(asked, []);
  assert.equal(await run('def f():\n    import plain\nfrom counter import next, push\npush("a")\nprint(next(), receive())'), '1 a\n');
  assert.deepEqual(asked.sort(), ['/host/counter.js', '/host/plain.js']);
  assert.equal(await run("import counter, { next } from 'counter'; import { hello } from 'plain'; console.log(await next(), await counter.next(), await hello('you'));", 'javascript'), '2 3 hello you\n');
  assert.equal(asked.length, 2);
  assert.equal(await here.page.evaluate(() => globalThis.made), 1);
  here.files.server.off('request', listen);
  await here.page.evaluate(() => globalThis.kept.then(({ worker }) => worker.dispose()));
});

here.test(
  'a host module that cannot be loaded fails where it is imported, and the library does not take its place',
  async () => {
    const hostModules = { broken: '/host/broken.js', json: '/host/none.js' };
    const python = `
if False:
    import broken
try:
    import json
except ImportError as error:
    print(type(error).__name__, error)
import broken`;
    const javascript = "await import('broken').catch((error) => console.log(error.message));";
    return [await runScript({ hostModules }, python), await runScript({ hostModules, language: 'javascript' }, javascript)];
  },
  ([[printed, out], javascript]) => {
    assert.match(printed, /^ImportError host module 'json' failed to load: Failed to fetch dynamically imported module: .*none\.js\n$/);
    assert.match(out, /ImportError: host module 'broken' failed to load: not today\n/);
    assert.match(out, /strait: could not pre-fetch every imported module:\n {2}host module 'broken' failed to load: not today\n {2}host module 'json' failed/);
    assert.deepEqual(javascript, ["host module 'broken' failed to load: not today\n", '']);
  },
);

here.test(
  'a host module whose name is computed is named with the reason, unless another import has named it',
  async () => {
    const hostModules = { plain: '/host/plain.js' };
    const source = "name = 'pla' + 'in'\ntry:\n    print(__import__(name).hello('you'))\nexcept ImportError as error:\n    print(error)\n";
    return [await runScript({ hostModules }, source), await runScript({ hostModules }, `${source}if False:\n    import plain\n`)];
  },
  (results) => {
    assert.deepEqual(results, [
      ["host module 'plain' was not loaded before the program began: its name is computed while it runs\n", ''],
      ['hello you\n', ''],
    ]);
  },
);

here.test(
  'a saved program waits for events again, and calls host modules of a worker that has not loaded them',
  async () => {
    const hostModules = { plain: '/host/plain.js' };
    const state = await withWorker({ hostModules }, async (worker, printed) => {
      const running = worker.run("from plain import hello\nprint(hello('a'))\nreceive()\nprint(hello('b'))");
      while (printed.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      const saved = await worker.saveState();
      await worker.stop();
      await running;
      return saved;
    });
    return withWorker({ hostModules }, async (worker, printed) => {
      const running = worker.restoreState(state);
      worker.pushEvent('go on');
      const { out } = await running;
      return [printed.join(''), out];
    });
  },
  (result) => assert.deepEqual(result, ['hello b\n', '']),
);
