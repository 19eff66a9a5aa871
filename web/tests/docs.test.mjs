// The pages of docs/browser.md, copied as they are.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { ADD } from './support/add_wasm.mjs';
import { launch, missing } from './support/browser.mjs';
import { startFiles } from './support/server.mjs';

const guide = readFileSync(new URL('../../docs/browser.md', import.meta.url), 'utf8');
const [loader] = [...guide.matchAll(/```js\n(\/\/ wasm\.js.*?)```/gs)].map(([, source]) => source);
const [whole, element] = [...guide.matchAll(/```html\n(.*?)```/gs)].map(([, html]) => html);

const skip = missing() ?? false;
if (skip) console.error(`SKIPPED, the guide's pages: ${skip}`);

let browser;
let site;
before(async () => {
  if (skip) return;
  const icon = '<link rel="icon" href="data:,">';
  const files = { '/whole.html': icon + whole, '/element.html': icon + element, '/app/main.py': "print('from an element')\n", '/wasm.js': loader, '/add.wasm': ADD };
  [browser, site] = await Promise.all([launch(), startFiles({ files, routes: true })]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

test('the page to copy runs its script', { skip, timeout: 60_000 }, async () => {
  const { page, complaints } = await browser.open(`${site.url}/whole.html`);
  await page.waitForFunction(() => document.getElementById('run').onclick !== null);
  await page.locator('#run').click();
  await page.waitForFunction(() => document.getElementById('output').textContent.split('\n').length > 2);
  assert.equal(await page.locator('#output').textContent(), 'This page is A script in a page\nhello from mock\n');
  assert.deepEqual(complaints, []);
});

test('the element runs its entry', { skip, timeout: 60_000 }, async () => {
  const { page } = await browser.open(site.url);
  const said = page.waitForEvent('console', (message) => message.text() === 'from an element');
  await page.goto(`${site.url}/element.html`);
  await said;
});

test('the loader to copy loads a WebAssembly module', { skip, timeout: 60_000 }, async () => {
  const { page, complaints } = await browser.open(site.url);
  const printed = await page.evaluate(async () => {
    const { createWorker } = await import('/src/index.js');
    const worker = await createWorker({ loaders: ['/wasm.js'] });
    const texts = [];
    worker.onOutput((text) => texts.push(text));
    const { out } = await worker.run('from "./add.wasm" import add\nprint(add(20, 22))');
    worker.dispose();
    return [...texts, out];
  });
  assert.deepEqual([printed, complaints], [['42\n', ''], []]);
});
