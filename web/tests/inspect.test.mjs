// Looking into a program that runs, and having it give up its turn while it computes.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, missing } from './support/browser.mjs';
import { startFiles } from './support/server.mjs';

/** Python programs and what CPython prints for them. */
const CORPUS = new URL('../../crates/strait-python/tests/scripts/', import.meta.url);

const skip = missing() ?? false;
if (skip) console.error(`SKIPPED, looking into programs in a browser: ${skip}`);

let browser;
let files;
let opened;
before(async () => {
  if (skip) return;
  [browser, files] = await Promise.all([launch(), startFiles()]);
  opened = await browser.open(files.url);
  await opened.page.evaluate(async () => {
    const { createWorker } = await import('/src/index.js');
    /** How many threads were started. */
    globalThis.threads = 0;
    globalThis.Worker = class extends Worker {
      constructor(...args) {
        super(...args);
        globalThis.threads += 1;
      }
    };
    /** Creates a worker, does something with it, and disposes it. */
    globalThis.withWorker = async (options, work) => {
      const worker = await createWorker(options);
      const printed = [];
      worker.onOutput((text) => printed.push(text));
      const prints = async (text) => {
        while (!printed.join('').includes(text)) await new Promise((resolve) => setTimeout(resolve, 2));
      };
      try {
        return await work(worker, printed, prints);
      } finally {
        worker.dispose();
      }
    };
    /** A program that has printed `on` and waits for good, as it is seen then. */
    globalThis.lookAt = (source) =>
      withWorker({}, async (worker, _printed, prints) => {
        const running = worker.run(`${source}`);
        await prints('on');
        const [globals, tasks] = [await worker.stateGlobals(), await worker.stateStack()];
        await worker.pause();
        const paused = [await worker.stateGlobals(), await worker.stateStack()];
        await worker.stop();
        return { globals, tasks, paused, ended: await running };
      });
  });
});
after(async () => {
  await browser?.close();
  await files?.stop();
});

/** A test whose body runs in the page. */
function inPage(name, body, check) {
  test(name, { skip, timeout: 60_000 }, async () => {
    const result = await opened.page.evaluate(body);
    check(result);
    assert.deepEqual(opened.complaints.splice(0), []);
  });
}

const summary = ({ state, waitsFor, function: name }) => [state, name, waitsFor].filter((part) => part !== undefined).join(' ');
const lines = ({ frames }) => frames.map(({ file, line, function: name }) => `${file}:${line} ${name}`);

inPage(
  'variables and frames of a program that sleeps',
  () =>
    lookAt(`import json
from math import pi
class Loud:
    def __repr__(self):
        print('asked')
        return 'loud'
def nap(seconds):
    print('on')
    sleep(seconds)
n, text, loud = 7, "it's", [Loud()]
nap(60)
`),
  ({ globals, tasks, paused, ended }) => {
    assert.deepEqual(Object.keys(globals), ['pi', 'Loud', 'nap', 'n', 'text', 'loud']);
    assert.deepEqual([globals.n, globals.text, globals.Loud], ['7', '"it\'s"', "<class '__main__.Loud'>"]);
    assert.match(globals.loud, /^\[<__main__\.Loud object at 0x[\da-f]+>\]$/);
    assert.deepEqual(tasks.map(summary), ['waiting <module> sleep']);
    assert.deepEqual(lines(tasks[0]), ['main.py:11 <module>', 'main.py:9 nap']);
    assert.equal(tasks[0].ip, tasks[0].frames[0].ip);
    assert.deepEqual(paused, [globals, tasks]);
    assert.deepEqual([ended.exitCode, ended.out], [130, 'strait: the script was stopped\n']);
  },
);

inPage(
  'tasks of a program that receives and gathers',
  () =>
    lookAt(`async def listen():
    return receive()
async def nap(n):
    if n == 0: print('on')
    sleep(60)
async def main():
    await gather(listen(), *[nap(n) for n in range(2, -1, -1)])
run(main())
`),
  ({ globals, tasks, paused }) => {
    assert.deepEqual(Object.keys(globals), ['listen', 'nap', 'main']);
    const expected = ['waiting <module> task main', 'waiting listen event', ...Array(3).fill('waiting nap sleep')];
    const seen = tasks.map(summary).sort();
    assert.deepEqual(seen.filter((line) => !line.startsWith('waiting main')), expected);
    assert.match(seen.find((line) => line.startsWith('waiting main')), /^waiting main task (listen|nap)$/);
    assert.deepEqual(lines(tasks.find(({ function: name }) => name === 'listen')), ['main.py:2 listen']);
    assert.deepEqual(paused, [globals, tasks]);
  },
);

inPage(
  'a call of the host has a name',
  () =>
    withWorker({ mainThreadModules: { slow: { never: () => new Promise(() => {}) } } }, async (worker, _printed, prints) => {
      const running = worker.run('import slow\nprint("on")\nslow.never()');
      await prints('on');
      let tasks = await worker.stateStack();
      while (tasks[0].state !== 'waiting') tasks = await worker.stateStack();
      await worker.stop();
      await running;
      return tasks;
    }),
  (tasks) => {
    assert.deepEqual(tasks.map(summary), ['waiting <module> call host_call']);
    assert.equal(lines(tasks[0])[0], 'main.py:3 <module>');
  },
);

inPage(
  'looking in is refused where there is nothing to see',
  () =>
    withWorker({}, async (worker) => {
      const told = async (promise) => promise.catch((error) => error.message);
      const idle = [await told(worker.stateGlobals()), await told(worker.stateStack())];
      const running = worker.run('setInterval(() => {}, 10);', { language: 'javascript' });
      while (!(await worker.pause())) await new Promise((resolve) => setTimeout(resolve, 2));
      const javascript = [await told(worker.stateGlobals()), await told(worker.stateStack()), await told(worker.setPreemptInterval(5))];
      await worker.stop();
      await running;
      const steps = [];
      for (const wrong of [-1, 1.5, 2 ** 32, '5', undefined]) steps.push(await told(worker.setPreemptInterval(wrong)));
      return { idle, javascript, steps, exitCode: (await worker.run('print(1)')).exitCode };
    }),
  ({ idle, javascript, steps, exitCode }) => {
    assert.deepEqual(idle, Array(2).fill('no script is running, so there is no state to look into'));
    const view = 'this language has no view of a program that runs; Python has';
    assert.deepEqual(javascript, [view, view, 'a program in this language cannot be preempted; Python programs can']);
    for (const message of steps) assert.match(message, /^`.*` is no number of steps; it has to be an integer from 0 to 4294967295$/);
    assert.equal(exitCode, 0);
  },
);

for (const steps of [0, 1, 1000]) {
  const how = steps === 0 ? 'by itself' : `every ${steps} steps`;
  test(`a program that computes gives way ${how}`, { skip, timeout: 60_000 }, async () => {
    const result = await opened.page.evaluate(
      (interval) =>
        withWorker({}, async (worker, _printed, prints) => {
          await worker.setPreemptInterval(interval);
          const before = globalThis.threads;
          const running = worker.run('n = 0\ndef count():\n    global n\n    while True: n += 1\nprint("on")\ncount()');
          await prints('on');
          while (Number((await worker.stateGlobals()).n) === 0);
          const paused = await worker.pause();
          const [first, stack] = [(await worker.stateGlobals()).n, await worker.stateStack()];
          const still = (await worker.stateGlobals()).n;
          await worker.resume();
          let later = first;
          while (Number(later) <= Number(first)) later = (await worker.stateGlobals()).n;
          await worker.stop();
          const ended = await running;
          return { paused, first, still, later, stack, ended, threads: globalThis.threads - before, next: (await worker.run('1')).exitCode };
        }),
      steps,
    );
    const { paused, first, still, later, stack, ended, threads, next } = result;
    assert.equal(paused, true);
    assert.equal(first, still);
    assert.ok(Number(later) > Number(first), `${later} comes after ${first}`);
    assert.deepEqual(stack.map(summary), ['running <module>']);
    assert.deepEqual(lines(stack[0]), ['main.py:6 <module>', 'main.py:4 count']);
    assert.deepEqual([ended.exitCode, ended.limit, next], [130, 'stopped', 0]);
    assert.equal(threads, 0, 'the thread that ran it runs the next');
    assert.deepEqual(opened.complaints.splice(0), []);
  });
}

inPage(
  'a program that computes is saved and goes on elsewhere to the right result',
  async () => {
    const source = `import asyncio
async def add(name, numbers):
    total = 0
    for number in numbers: total += number * number % 7
    print(name, total)
    return total
async def main():
    print('on')
    return await asyncio.gather(add('a', range(200_000)), add('b', range(100_000)))
print(asyncio.run(main()))
`;
    const { printed: whole } = await withWorker({}, async (worker, printed) => ({ printed: (await worker.run(source), printed.join('')) }));
    const states = await withWorker({}, async (worker, _printed, prints) => {
      await worker.setPreemptInterval(500);
      const running = worker.run(source);
      await prints('on');
      const saved = [];
      for (let count = 0; count < 3; count++) {
        await worker.pause();
        await Promise.all([worker.stateGlobals(), worker.stateStack()]);
        saved.push(await worker.saveState());
        await worker.resume();
      }
      await worker.stop();
      await running;
      return saved;
    });
    const ends = [];
    for (const [place, state] of states.entries()) {
      ends.push(
        await withWorker({}, async (worker, printed) => {
          if (place === 1) await worker.setPreemptInterval(100);
          const { exitCode, out } = await worker.restoreState(state);
          return { exitCode, out, printed: printed.join('') };
        }),
      );
    }
    return { whole, ends };
  },
  ({ whole, ends }) => {
    assert.match(whole, /^on\na \d+\nb \d+\n\[\d+, \d+\]\n$/);
    for (const { exitCode, out, printed } of ends) {
      assert.deepEqual([exitCode, out], [0, '']);
      // What was printed before the state was saved is not printed again.
      assert.ok(whole.endsWith(printed) && printed.includes('['), printed);
    }
  },
);

inPage(
  'looking in again and again takes no memory',
  () =>
    withWorker({ memory: '24M' }, async (worker, _printed, prints) => {
      // More than compression makes nothing of.
      const running = worker.run("for i in range(1000): globals()[f'v{i}'] = str(7 ** (270 + i % 30) + i)\nprint('on')\nsleep(60)");
      await prints('on');
      await worker.pause();
      const before = await worker.saveState();
      let letters = 0;
      for (let count = 0; count < 100; count++) letters += Object.values(await worker.stateGlobals()).join('').length;
      const after = await worker.saveState();
      await worker.stop();
      await running;
      return { letters, before: before.length, after: after.length };
    }),
  ({ letters, before, after }) => {
    assert.ok(letters > 20_000_000, `${letters}`);
    assert.ok(after < before + 1_000_000, `${before}, then ${after}`);
  },
);

inPage(
  'events and timers reach a program that computes',
  () =>
    withWorker({}, async (worker, printed, prints) => {
      const source = `import asyncio
seen = []
async def listen():
    while True:
        seen.append(receive())
        print('got', seen[-1])
async def nap():
    await asyncio.sleep(0.02)
    seen.append('nap')
async def main():
    tasks = [asyncio.create_task(listen()), asyncio.create_task(nap())]
    print('on')
    while len(seen) < 3:
        for _ in range(1000): pass
        await asyncio.sleep(0)
asyncio.run(main())
print(sorted(seen))
`;
      await worker.setPreemptInterval(2000);
      const running = worker.run(source);
      await prints('on');
      worker.pushEvent('one');
      await prints('got one');
      worker.pushEvent('two');
      const { exitCode, out } = await running;
      return { exitCode, out, printed: printed.at(-1) };
    }),
  ({ exitCode, out, printed }) => {
    assert.deepEqual([exitCode, out], [0, '']);
    assert.match(printed, /\['nap', 'one', 'two'\]\n$/);
  },
);

test('programs print the same when they are preempted after every few steps', { skip, timeout: 120_000 }, async () => {
  const names = ['stdlib', 'language'].flatMap((folder) => readdirSync(new URL(folder, CORPUS)).map((file) => `${folder}/${file}`));
  const programs = names.filter((name) => /\/async.*\.py$/.test(name));
  assert.ok(programs.length > 10, `there are programs: ${programs.length}`);
  const text = (name, extension) => readFileSync(new URL(name.replace(/\.py$/, extension), CORPUS), 'utf8');
  const ends = await opened.page.evaluate(
    (sources) =>
      withWorker({}, async (worker, pieces) => {
        await worker.setPreemptInterval(10);
        const results = [];
        for (const [source, file] of sources) {
          const { out } = await worker.run(source, { file });
          results.push({ printed: pieces.splice(0).join(''), out });
        }
        return results;
      }),
    programs.map((name) => [text(name, '.py'), name.split('/').at(-1)]),
  );
  for (const [place, name] of programs.entries()) assert.equal(ends[place].printed, text(name, '.out'), `${name}\n${ends[place].out}`);
});
