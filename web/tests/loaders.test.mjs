// Loaders: modules of the page's that make scripts' modules of what is none.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { ADD } from './support/add_wasm.mjs';
import { inPage } from './support/in_page.mjs';

const here = inPage('loaders', {
  // By its default export: WebAssembly, whose functions scripts call.
  '/loaders/wasm.js': `export default {
    match: ({ url }) => url?.endsWith('.wasm') ?? false,
    async load(module, { fetch }) {
      const { instance } = await WebAssembly.instantiate(await fetch());
      return { ...instance.exports, later: async (value) => [await value, module.language], fail: () => { throw new Error('no such thing'); } };
    },
  };`,
  // By its exports: tables, as texts in the script's language.
  '/loaders/table.js': `
    export const match = async ({ specifier }) => /\\.csv$|^virtual:|^table_/.test(specifier);
    export async function load({ specifier, language, url }, { fetch }) {
      if (specifier === 'virtual:broken') throw new TypeError('nothing comes of it');
      if (specifier === 'virtual:nothing') return 7;
      const text = url === undefined || url.startsWith('virtual:') ? specifier : new TextDecoder().decode(await fetch());
      const rows = JSON.stringify(text.trim().split('\\n'));
      return language === 'python' ? 'from words import word\\nrows = ' + rows + ' + [word]\\n' : "import { word } from './words.js';\\nexport const rows = [..." + rows + ', word];\\n';
    }`,
  '/loaders/endless.js': 'export const match = () => true; export const load = () => new Promise(() => {});',
  '/loaders/half.js': 'export const match = () => true;',
  '/app/add.wasm': ADD,
  '/app/letters.csv': 'a\nb\n',
  '/app/words.py': "word = 'w'\n",
  '/app/words.js': "export const word = 'w';\n",
});
const pin = createHash('sha256').update(ADD).digest('hex');

here.test(
  'scripts of both languages call the functions that a loader gives',
  async ({ files }) => {
    const options = { loaders: ['/loaders/wasm.js'], imports: { sums: '/app/add.wasm' } };
    const run = { baseUrl: `${files}/app/` };
    const python = `
from "./add.wasm" import add, later, fail
import sums
print(add(1, 2), sums.add(3, 4), later([5]))
try:
    fail()
except RuntimeError as error:
    print(error)`;
    const javascript = `
import { add, later, fail } from './add.wasm';
import sums from 'sums';
console.log(await add(1, 2), await sums.add(3, 4), (await later([5])).join(' '), await fail().catch((error) => error.message));`;
    return [await runScript(options, python, run), await runScript({ ...options, language: 'javascript' }, javascript, run)];
  },
  ([python, javascript]) => {
    assert.deepEqual(python, ["3 7 [[5], 'python']\nno such thing\n", '']);
    assert.deepEqual(javascript, ['3 7 5 javascript no such thing\n', '']);
  },
);

here.test(
  'a loader gives a text, whose own imports are found',
  async ({ files }) => {
    const options = { loaders: ['/loaders/wasm.js', '/loaders/table.js'] };
    const run = { baseUrl: `${files}/app/` };
    const python = 'from "./letters.csv" import rows\nimport table_x\nprint(rows, table_x.rows)';
    const javascript = "import { rows } from './letters.csv'; import * as x from 'table_x'; console.log(rows.join(), x.rows.join());";
    return [await runScript(options, python, run), await runScript({ ...options, language: 'javascript' }, javascript, run)];
  },
  ([python, javascript]) => {
    assert.deepEqual(python, ["['a', 'b', 'w'] ['table_x', 'w']\n", '']);
    assert.deepEqual(javascript, ['a,b,w table_x,w\n', '']);
  },
);

here.test(
  'what a loader cannot load fails where it is imported, and only there',
  async ({ files, pin }) => {
    const options = { loaders: ['/loaders/table.js', '/loaders/wasm.js'] };
    const run = { baseUrl: `${files}/app/` };
    const javascript = `
for (const load of [() => import('virtual:broken'), () => import('virtual:nothing'), () => import('./none.wasm')]) {
  await load().catch((error) => console.log(error.code, error.message));
}
await import('./add.wasm#sha256-${'0'.repeat(64)}').catch((error) => console.log(/integrity check failed/.test(error.message)));
console.log(await (await import('./add.wasm#sha256-${pin}')).add(1, 1));
if (false) await import('virtual:broken');`;
    return [await runScript({ ...options, language: 'javascript' }, javascript, run), await runScript(options, 'def f():\n    from "./none.wasm" import x\nprint(1)', run)];
  },
  ([[printed, out], python]) => {
    assert.equal(out, '');
    const lines = printed.trimEnd().split('\n');
    assert.equal(lines[0], "ERR_MODULE_NOT_FOUND 'virtual:broken' failed to load: nothing comes of it");
    assert.equal(lines[1], "ERR_MODULE_NOT_FOUND 'virtual:nothing' failed to load: its loader gave neither a text nor an object of functions");
    assert.match(lines[2], /^ERR_MODULE_NOT_FOUND '\.\/none\.wasm' failed to load: cannot fetch http:.*none\.wasm: the server answered with status 404$/);
    assert.deepEqual(lines.slice(3), ['true', '2']);
    assert.deepEqual(python, ['1\n', '']);
  },
  { pin },
);

here.test(
  'a loader fetches under the rules of the worker',
  async ({ files, network }) => {
    const source = "import { rows } from './letters.csv'; console.log(rows.length); await import('/app/letters.csv').catch((error) => console.log(error.message));";
    const far = `await import('${network}/a.csv').catch((error) => console.log(error.message));`;
    const options = { loaders: ['/loaders/table.js'], language: 'javascript' };
    return runScript(options, source + far, { baseUrl: `${files}/app/` });
  },
  ([printed, out]) => {
    assert.equal(out, '');
    assert.match(printed, /^3\n'http:.*a\.csv' failed to load: network access to 127\.0\.0\.1:\d+ is not allowed; allow it with allowNet/);
  },
);

here.test(
  'a script whose loader never ends can be stopped, and has its time',
  async () =>
    withWorker({ loaders: ['/loaders/endless.js'] }, async (worker) => {
      const late = await worker.run('import anything', { timeout: '200ms' });
      const running = worker.run('import anything');
      await fetch('data:,');
      await worker.stop();
      const next = await worker.run('print(1)');
      return [late, await running, next];
    }),
  ([late, stopped, next]) => {
    assert.deepEqual([late.exitCode, late.limit], [124, 'timeout']);
    assert.match(late.out, /the script ran for 0\.2 s, the time it has/);
    assert.deepEqual([stopped.exitCode, stopped.limit, stopped.out], [130, 'stopped', 'strait: the script was stopped\n']);
    assert.equal(next.exitCode, 0);
  },
);

here.test(
  'what is no loader is told at once',
  async () => {
    const attempts = [['/loaders/half.js'], ['/nothing.js'], '/loaders/wasm.js'];
    return Promise.all(attempts.map((loaders) => withWorker({ loaders }, () => 'none').catch((error) => error.message)));
  },
  ([half, missing, text]) => {
    assert.match(half, /^the loader http:.*half\.js exports no function `load`$/);
    assert.match(missing, /^cannot import the loader http:.*nothing\.js: /);
    assert.equal(text, 'loaders: a list of addresses of ES modules');
  },
);
