// What a page or a worker of it complains about fails the case at hand: the other tests rely on that.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, missing } from './support/browser.mjs';
import { startFiles } from './support/server.mjs';

const skip = missing() ?? false;
if (skip) console.error(`SKIPPED, complaints of a browser: ${skip}`);

let browser;
let files;
before(async () => {
  if (!skip) [browser, files] = await Promise.all([launch(), startFiles()]);
});
after(async () => {
  await browser?.close();
  await files?.stop();
});

/** What is done in a page, and what is collected. */
const COMPLAINTS = {
  'an error on the console': [() => console.error('deliberate'), 'console error: deliberate'],
  'a failed assertion': [() => console.assert(false, 'deliberate'), 'console error: deliberate'],
  'an exception that nobody catches': [
    () =>
      setTimeout(() => {
        throw new Error('deliberate');
      }),
    'page error: deliberate',
  ],
  'a promise whose rejection nobody handles': [() => void Promise.reject(new Error('deliberate')), 'page error: deliberate'],
  'an error on the console of a worker': [
    () => void new Worker(URL.createObjectURL(new Blob(["console.error('deliberate')"]))),
    'console error: deliberate',
  ],
  'an exception in a worker': [
    () => void new Worker(URL.createObjectURL(new Blob(["throw new Error('deliberate')"]))),
    'page error: deliberate',
  ],
};

for (const [name, [act, expected]] of Object.entries(COMPLAINTS)) {
  test(`${name} is a complaint`, { skip, timeout: 20_000 }, async () => {
    const { page, complaints, complained } = await browser.open(files.url);
    assert.deepEqual(complaints, []);
    await page.evaluate(act);
    await complained();
    assert.deepEqual(complaints, [expected]);
    await page.context().close();
  });
}

test('what a page says otherwise, and what Chromium says about the network, is none', { skip }, async () => {
  const { page, complaints } = await browser.open(files.url);
  await page.evaluate(async () => {
    console.log('a');
    console.warn('b');
    await fetch('/nothing');
    await fetch('http://127.0.0.1:1/').catch(() => {});
    await new Promise((resolve) => {
      new WebSocket('ws://127.0.0.1:1/').onclose = resolve;
    });
  });
  await page.context().close();
  assert.deepEqual(complaints, []);
});
