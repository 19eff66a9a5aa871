// The elements, and the events of the page's window.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inPage } from './support/in_page.mjs';

const ICON = '<!doctype html><link rel="icon" href="data:,">';
const LISTENING = `
  globalThis.seen = [];
  globalThis.listen = (element) => {
    element.addEventListener('output', (event) => { seen.push(event.detail); event.preventDefault(); });
    for (const type of ['ready', 'error']) element.addEventListener(type, (event) => { seen.push(type); if (type === 'error') { seen.push(event.detail.error.message); event.preventDefault(); } });
    return new Promise((resolve) => { for (const type of ['ready', 'error']) element.addEventListener(type, resolve); });
  };`;
const page = (body, script) => `${ICON}${body}<script type="module">${LISTENING}${script}</script>`;
const WITH_ELEMENT = "import '/src/element.js'; globalThis.ready = listen(document.querySelector('strait-script, edge-python'));";

const here = inPage('elements', {
  '/app/main.py': "from words import word\nprint(word)\nprint(receive())\n",
  '/app/plain.py': "print('plain')\n",
  '/app/main.js': "console.log('script');\n",
  '/app/lib/words.py': "word = 'from the manifest'\n",
  '/app/packages.json': '{"imports":{"words":"lib/words.py"}}',
  '/packages.html': page('<edge-python entry="/app/main.py" packages="/app/packages.json"></edge-python>', WITH_ELEMENT),
  '/manifest.html': page('<strait-script entry="/app/main.py" manifest="/app/packages.json"></strait-script>', WITH_ELEMENT),
  '/empty.html': page('<strait-script></strait-script>', WITH_ELEMENT),
  '/script.html': page('<strait-script entry="/app/main.js" wasm="/dist/javascript.wasm"></strait-script>', WITH_ELEMENT),
  '/missing.html': page('<strait-script entry="/app/none.py"></strait-script>', WITH_ELEMENT),
  '/own.html': page(
    '<edge-python entry="/app/plain.py"></edge-python><my-script entry="/app/plain.py"></my-script>',
    `import { defineElement } from '/src/element.js?setElement=false';
    globalThis.before = ['edge-python', 'strait-script', 'my-script'].filter((tag) => customElements.get(tag) !== undefined);
    globalThis.ready = listen(document.querySelector('my-script'));
    defineElement('my-script');
    defineElement('my-script');
    globalThis.after = ['edge-python', 'strait-script', 'my-script'].filter((tag) => customElements.get(tag) !== undefined);`,
  ),
});

/** Opens a page of those above and does something in it; what that gives. */
async function inside(path, work, argument) {
  const { page: tab, complaints } = await here.browser.open(here.files.url + path);
  const result = await tab.evaluate(work, argument);
  assert.deepEqual(complaints, []);
  await tab.context().close();
  return result;
}

for (const [path, event] of [['/packages.html', 'edge-python-event'], ['/manifest.html', 'strait-event']]) {
  test(`an element has its manifest, and ${event} reaches its script; it is ready when the entry has ended`, { skip: here.skip, timeout: 30_000 }, async () => {
    const result = await inside(
      path,
      async (type) => {
        while (globalThis.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
        const early = [...globalThis.seen];
        dispatchEvent(new CustomEvent(type, { detail: 7 }));
        dispatchEvent(new CustomEvent(type, { detail: 'pushed' }));
        await globalThis.ready;
        return [early, globalThis.seen];
      },
      event,
    );
    assert.deepEqual(result, [['from the manifest\n'], ['from the manifest\n', 'pushed\n', 'ready']]);
  });
}

test('an element without an entry is ready for the page to run scripts', { skip: here.skip, timeout: 30_000 }, async () => {
  const result = await inside('/empty.html', async () => {
    await globalThis.ready;
    const { worker } = document.querySelector('strait-script');
    const { exitCode } = await worker.run('print(6 * 7)');
    return [exitCode, globalThis.seen, worker.loadMs > 0];
  });
  assert.deepEqual(result, [0, ['ready', '42\n'], true]);
});

test('the language is that of the entry', { skip: here.skip, timeout: 30_000 }, async () => {
  const seen = await inside('/script.html', () => globalThis.ready.then(() => globalThis.seen));
  assert.deepEqual(seen, ['script\n', 'ready']);
});

test('an element whose entry is not there tells by an event', { skip: here.skip, timeout: 30_000 }, async () => {
  const seen = await inside('/missing.html', () => globalThis.ready.then(() => globalThis.seen));
  assert.deepEqual(seen, ['error', `cannot load ${here.files.url}/app/none.py: the server answered with status 404`]);
});

test('a page can define its own element only', { skip: here.skip, timeout: 30_000 }, async () => {
  const result = await inside('/own.html', async () => {
    await globalThis.ready;
    return [globalThis.before, globalThis.after, globalThis.seen];
  });
  assert.deepEqual(result, [[], ['my-script'], ['plain\n', 'ready']]);
});

test('an element keeps its worker when it moves, and loses it when it leaves', { skip: here.skip, timeout: 30_000 }, async () => {
  const result = await inside('/empty.html', async () => {
    const element = document.querySelector('strait-script');
    // While it starts, and when it has.
    document.body.append(document.createElement('p'), element);
    await globalThis.ready;
    const { worker } = element;
    document.body.prepend(element);
    await Promise.resolve();
    const isKept = element.worker === worker;
    element.remove();
    await Promise.resolve();
    const message = await worker.run('print(1)').catch((error) => error.message);
    const again = globalThis.listen(element);
    document.body.append(element);
    await again;
    return [isKept, message, element.worker !== worker, globalThis.seen.filter((type) => type === 'ready').length];
  });
  assert.deepEqual(result, [true, 'the worker was disposed', true, 3]);
});

here.test(
  'events of the window reach every worker until it is disposed, and other details are passed over',
  async () =>
    withWorker({}, async (worker, printed) => {
      dispatchEvent(new CustomEvent('edge-python-event', { detail: 'early' }));
      dispatchEvent(new CustomEvent('edge-python-event', { detail: { no: 'text' } }));
      dispatchEvent(new CustomEvent('edge-python-event'));
      const running = worker.run('print(receive(), receive())');
      dispatchEvent(new CustomEvent('strait-event', { detail: 'late' }));
      const { out } = await running;
      worker.dispose();
      dispatchEvent(new CustomEvent('strait-event', { detail: 'too late' }));
      return [printed.join(''), out];
    }),
  (result) => assert.deepEqual(result, ['early late\n', '']),
);
