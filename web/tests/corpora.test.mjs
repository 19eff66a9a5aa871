// The language corpora of ../shared/corpora/edge-python, where they are there: the cases that the engine's own tests run, with the same
// exceptions (crates/strait-python/tests/edge_python.rs and edge_python.txt), and the cases of two modules.
//
// HOSTCAP=NAME narrows it to corpora with that in their name; CASE=NUMBER to one case of each.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, missing } from './support/browser.mjs';
import { corpora, isWanted, objection } from './support/corpus.mjs';
import { startFiles } from './support/server.mjs';

/** Pages that run cases at the same time. */
const AT_ONCE = 3;
/** Cases that a page runs before it tells. */
const BATCH = 25;
/** As the engine's own tests give, but that a clock counts here in place of steps. */
const LIMITS = { memory: '64M', cpuTime: '10s', timeout: '30s' };

const PREAMBLES = { 'std-math': 'from math import *\n', 'std-json': 'from json import *\n', vm: '' };

/** Cases that do not pass, with the reason; one that does pass fails the run. */
const expectations = { ...JSON.parse(readFileSync(new URL('corpora.json', import.meta.url), 'utf8')), vm: engineExpectations() };

const skip = missing({ isWanted: Object.keys(PREAMBLES).some(isWanted) }) ?? false;
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

for (const [name, cases] of corpora(Object.keys(PREAMBLES))) {
  test(`the corpus ${name}`, { skip: skip || (cases === undefined ? 'the corpus is not there' : false) }, async () => {
    const wanted = cases.filter(({ number }) => process.env.CASE === undefined || Number(process.env.CASE) === number);
    const failures = [];
    let passed = 0;
    let known = 0;
    let next = 0;
    const work = async () => {
      const { page, complaints } = await browser.open(files.url);
      await page.evaluate(async (limits) => {
        const { createWorker } = await import('/src/index.js');
        globalThis.worker = await createWorker(limits);
      }, LIMITS);
      while (next < wanted.length) {
        const batch = wanted.slice(next, (next += BATCH));
        const runs = batch.map((one) => ({ ...one, source: stdinOf(one) + PREAMBLES[name] + one.source }));
        const results = await page.evaluate(runAll, runs);
        for (const [index, one] of batch.entries()) {
          const why = objection(one, results[index]);
          const reason = expectations[name][one.number];
          if (why !== undefined && reason === undefined) failures.push(`case ${one.number}:\n${one.source}\n${why}`);
          else if (why === undefined && reason !== undefined) failures.push(`case ${one.number} passes, though: ${reason}`);
          else if (why === undefined) passed += 1;
          else known += 1;
        }
        failures.push(...complaints.splice(0));
      }
      await page.context().close();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    console.log(`${name}: ${passed} of ${wanted.length} cases pass, ${known} are known not to, ${failures.length} fail`);
    assert.equal(failures.length, 0, `${failures.length} of ${wanted.length}:\n${failures.join('\n---\n')}`);
  });
}

/** The engine's own list: a number and a reason a line. */
function engineExpectations() {
  const list = readFileSync(new URL('../../crates/strait-python/tests/edge_python.txt', import.meta.url), 'utf8');
  const lines = list.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => /^(\d+) (.*)$/.exec(line).slice(1)));
}

/** A sandbox has no standard input; what a script is to read from it is put there by a line before it. */
function stdinOf({ input }) {
  if (input.length === 0) return '';
  return `__import__('sys').stdin = __import__('io').StringIO(${JSON.stringify(input.map((line) => `${line}\n`).join(''))})\n`;
}

/** In the page. */
async function runAll(cases) {
  const { decodeSaved } = await import('/src/worker/saved.js');
  const { worker } = globalThis;

  /** Pushes each event when the script waits for one: when that is all that it waits for, beside a signal, which it always does. */
  const feed = async (events, isOver) => {
    let answered;
    for (const event of events) {
      let asked;
      while (asked === undefined && !isOver()) {
        const state = await worker.saveState().catch(() => undefined);
        if (state === undefined) continue;
        const { sleeps, lost, again = [] } = await decodeSaved(state, 'python');
        const waits = [...lost, ...again.map(({ id }) => id)];
        if (sleeps.length === 0 && waits.length === 2 && waits[1] !== answered) [, asked] = waits;
      }
      if (isOver()) return;
      answered = asked;
      worker.pushEvent(event);
    }
  };

  const results = [];
  for (const { source, events, interactiveEvents } of cases) {
    let printed = '';
    let isOver = false;
    const end = worker.onOutput((text) => {
      printed += text;
    });
    for (const event of events) worker.pushEvent(event);
    const running = worker.run(source).finally(() => {
      isOver = true;
    });
    await feed(interactiveEvents, () => isOver);
    const { out, exitCode } = await running;
    end();
    results.push({ printed, out, exitCode });
  }
  return results;
}
