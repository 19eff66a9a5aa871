// Measures, in headless Chromium: from createWorker to the first output, and the round trip of a host call.
import { launch, missing } from '../tests/support/browser.mjs';
import { startFiles } from '../tests/support/server.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const CALLS = 500;

const reason = missing();
if (reason !== undefined) throw new Error(reason);

const SCRIPTS = {
  python: { print: 'print(1)', calls: `from page import echo\nfor i in range(${CALLS}): echo(i)` },
  javascript: { print: 'console.log(1)', calls: `import { echo } from 'page'; for (let i = 0; i < ${CALLS}; i++) await echo(i);` },
};

const [browser, files] = await Promise.all([launch(), startFiles()]);
for (const [language, scripts] of Object.entries(SCRIPTS)) {
  const samples = { first: [], next: [], call: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const { page } = await browser.open(files.url);
    const { first, next, call } = await page.evaluate(
      async ([name, { print, calls }, count]) => {
        const { createWorker } = await import('/src/index.js');
        const began = performance.now();
        const worker = await createWorker({ language: name, mainThreadModules: { page: { echo: (value) => value } } });
        let printed = new Promise((resolve) => worker.onOutput(() => resolve(performance.now())));
        const running = worker.run(print);
        const first = (await printed) - began;
        await running;
        const again = performance.now();
        printed = new Promise((resolve) => worker.onOutput(() => resolve(performance.now())));
        const second = worker.run(print);
        const next = (await printed) - again;
        await second;
        const { ms } = await worker.run(calls);
        worker.dispose();
        return { first, next, call: ms / count };
      },
      [language, scripts, CALLS],
    );
    samples.first.push(first);
    samples.next.push(next);
    samples.call.push(call);
    await page.context().close();
  }
  const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  console.log(
    `${language}: createWorker to first output ${middle(samples.first).toFixed(0)} ms, the next script's ${middle(samples.next).toFixed(0)} ms, ` +
      `a host call ${(1000 * middle(samples.call)).toFixed(0)} us (medians of ${ROUNDS})`,
  );
}
await browser.close();
await files.stop();
