// The language corpora of ../shared/corpora/edge-python, where they are there: what CPython prints too has to be printed.
//
// HOSTCAP=NAME narrows it to one of them; CASES=NUMBER takes only so many of each, evenly.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, missing } from './support/browser.mjs';
import { corpus } from './support/corpus.mjs';
import { startFiles } from './support/server.mjs';

/** Pages that run cases at the same time. */
const AT_ONCE = 3;
/** The most that a case may take. */
const PATIENCE = '30s';

/** Cases that do not agree although CPython does, with the reason; one that does agree fails the run. */
const expectations = JSON.parse(readFileSync(new URL('corpora.json', import.meta.url), 'utf8'));

const skip = missing() ?? false;
if (skip) console.error(`SKIPPED, the corpora in a browser: ${skip}`);

let browser;
let files;
before(async () => {
  if (!skip) [browser, files] = await Promise.all([launch(), startFiles()]);
});
after(async () => {
  await browser?.close();
  await files?.stop();
});

const PREAMBLES = { 'std-math': 'from math import *\n', 'std-json': "from json import *\n", vm: '' };

for (const [name, cases] of corpus(Object.keys(PREAMBLES))) {
  const wanted = cases === undefined ? [] : chosen(name, cases);
  test(`${name}: ${wanted.length} cases`, { skip: skip || (cases === undefined ? 'the corpus is not there' : false) }, async () => {
    const failures = [];
    let next = 0;
    const work = async () => {
      const { page, complaints } = await browser.open(files.url);
      await page.evaluate(async () => {
        const { createWorker } = await import('/src/index.js');
        globalThis.worker = await createWorker();
      });
      while (next < wanted.length) {
        const batch = wanted.slice(next, (next += 25));
        const results = await page.evaluate(runAll, { sources: batch.map(({ src }) => PREAMBLES[name] + src), events: batch.map(({ events }) => events ?? []), timeout: PATIENCE });
        batch.forEach((one, index) => failures.push(...judged(name, one, results[index])));
        failures.push(...complaints.splice(0));
      }
      await page.context().close();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    assert.equal(failures.length, 0, `${failures.length} of ${wanted.length}:\n${failures.join('\n---\n')}`);
  });
}

/** Cases that mean the same to CPython, and those of the coroutine built-ins, which it does not have. */
function chosen(name, cases) {
  // Elsewhere only the answers of CPython count: upstream's library has functions and forms of its own.
  const fits = ({ cpython_agrees: agrees, input, interactive_events: interactive, error, output }) =>
    (name !== 'vm' || agrees === true) && error === undefined && output !== undefined && input === undefined && interactive === undefined;
  const all = cases.map((one, index) => ({ ...one, index: one.case ?? index })).filter(fits);
  const count = Math.min(Number(process.env.CASES ?? Infinity), all.length);
  return Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]);
}

/** In the page. */
async function runAll({ sources, events, timeout }) {
  const results = [];
  for (const [index, source] of sources.entries()) {
    let printed = '';
    const end = globalThis.worker.onOutput((text) => {
      printed += text;
    });
    for (const event of events[index]) globalThis.worker.pushEvent(event);
    const { out } = await globalThis.worker.run(source, { timeout });
    end();
    results.push({ printed, out });
  }
  return results;
}

function judged(name, { src, output, index }, { printed, out }) {
  const expected = output.join('\n');
  const isRight = printed.replace(/\n$/, '') === expected && out === '';
  const reason = expectations[name]?.[index];
  if (isRight === (reason === undefined)) return [];
  if (isRight) return [`case ${index} agrees, though: ${reason}`];
  return [`case ${index}:\n${src}\nprinted:\n${printed}expected:\n${expected}${out}`];
}
