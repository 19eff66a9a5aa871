// The parts of the guests: what is loaded when, and what happens when a part is not there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Parts } from '../src/worker/parts.js';
import { launch, missing } from './support/browser.mjs';
import { startFiles } from './support/server.mjs';

const DIST = new URL('../dist/', import.meta.url);
const isSplit = existsSync(DIST) && readdirSync(DIST).some((file) => /^python-more\..*\.wasm$/.test(file));
const skip = missing() ?? (isSplit ? false : 'the guests are in one piece; `make web` takes them apart where binaryen is installed');
if (skip) console.error(`SKIPPED, the parts of the guests: ${skip}`);

let browser;
let files;
before(async () => {
  if (!skip) [browser, files] = await Promise.all([launch(), startFiles()]);
});
after(async () => {
  await browser?.close();
  await files?.stop();
});

/** Runs scripts one after the other in one worker, in a page of their own. */
async function runAll(language, scripts, prepare = () => {}) {
  const { page, complaints } = await browser.open(files.url);
  const loaded = [];
  page.on('request', (request) => {
    const part = /\/dist\/\w+-(\w+)\.\w+\.wasm$/.exec(request.url());
    if (part !== null) loaded.push(part[1]);
  });
  await prepare(page);
  const results = await page.evaluate(
    async ([name, sources]) => {
      const { createWorker } = await import('/src/index.js');
      const worker = await createWorker({ language: name });
      const printed = [];
      worker.onOutput((text) => printed.push(text));
      const texts = [];
      for (const source of sources) {
        const out = await worker.run(source).then((result) => result.out, (error) => `rejected: ${error.message}`);
        texts.push(printed.splice(0).join('') + out);
      }
      worker.dispose();
      return texts;
    },
    [language, scripts],
  );
  await page.context().close();
  return { results, loaded, complaints };
}

test('ordinary scripts load no part', { skip }, async () => {
  const python = await runAll('python', ['import json\nprint(json.dumps({"a": [1, 2.5]}), sorted("cab"))']);
  assert.deepEqual(python, { results: ['{"a": [1, 2.5]} [\'a\', \'b\', \'c\']\n'], loaded: [], complaints: [] });
  const javascript = await runAll('javascript', ['console.log([3, 1, 2].sort(), new URL("a?b", "http://c").href)']);
  assert.deepEqual(javascript, { results: ['[ 1, 2, 3 ] http://c/a?b\n'], loaded: [], complaints: [] });
});

test('what is rare is loaded when it is called, once for all scripts of a worker', { skip }, async () => {
  const rare = ['from decimal import Decimal\nprint(Decimal("0.1") + Decimal("0.2"))', 'print("\\N{GREEK SMALL LETTER ALPHA}".encode("iso8859_7"))'];
  const python = await runAll('python', [...rare, ...rare, 'import http.cookies\nprint(http.cookies.SimpleCookie("a=b")["a"].value)']);
  const expected = ['0.3\n', "b'\\xe1'\n"];
  assert.deepEqual(python.results, [...expected, ...expected, 'b\n']);
  assert.deepEqual(python.loaded.toSorted(), ['http', 'library', 'more']);
  const decode = 'console.log(new TextDecoder("shift_jis").decode(Uint8Array.of(0x83, 0x41)), new URL("http://BÜCHER.de").host)';
  const javascript = await runAll('javascript', [decode, decode]);
  assert.deepEqual(javascript.results, ['ア xn--bcher-kva.de\n', 'ア xn--bcher-kva.de\n']);
  assert.deepEqual(javascript.loaded, ['more']);
});

test('a part that cannot be had ends the run with a sentence', { skip }, async () => {
  const refuse = (page) => page.route(/-library\./, (route) => route.fulfill({ status: 404 }));
  const { results } = await runAll('python', ['import decimal', 'print(1)'], refuse);
  assert.match(results[0], /^rejected: cannot load http:.*\/dist\/python-library\.\w+\.wasm, a part of the guest: the server answered with status 404$/);
  assert.equal(results[1], '1\n');
  const fail = (page) => page.route(/-library\./, (route) => route.abort());
  const failed = await runAll('python', ['import decimal'], fail);
  assert.match(failed.results[0], /^rejected: cannot load .*-library\.\w+\.wasm, a part of the guest: /);
});

test('a saved program finds its parts again', { skip }, async () => {
  const { page } = await browser.open(files.url);
  const printed = await page.evaluate(async () => {
    const { createWorker } = await import('/src/index.js');
    const source = 'from decimal import Decimal\nx = Decimal(1) / 3\nprint("on")\nsleep(0.5)\nimport fractions\nprint(x * 3, fractions.Fraction("0.5"))';
    const first = await createWorker({ language: 'python' });
    const on = new Promise((resolve) => first.onOutput(resolve));
    first.run(source).catch(() => {});
    await on;
    const state = await first.saveState();
    first.dispose();
    const second = await createWorker({ language: 'python' });
    const texts = [];
    second.onOutput((text) => texts.push(text));
    const { out } = await second.restoreState(state);
    second.dispose();
    return texts.join('') + out;
  });
  assert.equal(printed, '0.9999999999999999999999999999 1/2\n');
  await page.context().close();
});

test('where nothing can be loaded synchronously, all parts come with the guest', { skip: isSplit ? false : 'the guests are in one piece' }, async () => {
  const guest = new URL('python.wasm', DIST);
  const module = await WebAssembly.compile(readFileSync(guest));
  const fetched = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (address) => {
    fetched.push(address);
    return new Response(readFileSync(new URL(address)));
  };
  try {
    const parts = await Parts.of(module, guest.href);
    assert.ok(fetched.length >= 3);
    const imports = parts.imports(module, () => ({}));
    assert.deepEqual(Object.keys(imports).sort(), ['part:http', 'part:library', 'part:more']);
  } finally {
    globalThis.fetch = fetch;
  }
});
