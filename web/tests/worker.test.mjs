// The worker object: limits, stopping, saving, host modules, and what is left behind.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, missing } from './support/browser.mjs';
import { SCRIPTS } from './support/scripts.mjs';
import { startFiles, startNetwork } from './support/server.mjs';

const skip = missing() ?? false;
if (skip) console.error(`SKIPPED, the worker in a browser: ${skip}`);

const MODULES = {
  '/app/lib/a.js': "import { b } from './b.js'; export const a = `a ${b}`;",
  '/app/lib/b.js': 'export const b = import.meta.url.split("/").at(-1);',
  '/app/helper.py': 'def twice(x):\n    return 2 * x\n',
  '/app/data.json': '{"n":7}',
  '/host/greet.js': 'export const greet = (context) => ({ greet: (name) => `hello ${name}` });',
  '/app/packages.json': '{"imports":{"letters":"./lib/a.js"},"host":{"greet":"/host/greet.js"},"other":1}',
  '/py/packages.json':
    '{"imports":{"words":"./lib/words.py","dumper":"https://cdn.edgepython.com/std/json.wasm","gone":"./lib/gone.py"},"extends":"shared"}',
  '/py/shared/packages.json': '{"imports":{"common":"./common.py","words":"./nothing.py"}}',
  '/py/shared/common.py': 'name = __name__\n',
  '/py/lib/words.py': 'word = "hello"\n',
  '/py/both.py': 'kind = "module"\n',
  '/py/both/__init__.py': 'kind = "package"\n',
  '/py/both/inner.py': '',
};

let browser;
let files;
let scripts;
let network;
let opened;
before(async () => {
  if (skip) return;
  [browser, files, scripts, network] = await Promise.all([launch(), startFiles({ files: MODULES }), startFiles({ root: SCRIPTS }), startNetwork()]);
  opened = await browser.open(files.url);
  await opened.page.evaluate(async () => {
    const { createWorker } = await import('/src/index.js');
    /** Creates a worker, does something with it, and disposes it. */
    globalThis.withWorker = async (options, work) => {
      const worker = await createWorker(options);
      const printed = [];
      worker.onOutput((text) => printed.push(text));
      try {
        return await work(worker, printed);
      } finally {
        worker.dispose();
      }
    };
  });
});
after(async () => {
  await browser?.close();
  await Promise.all([files?.stop(), scripts?.stop(), network?.stop()]);
});

/** A test whose body runs in the page, with the addresses as its argument. */
function inPage(name, body, check) {
  test(name, { skip, timeout: 30_000 }, async () => {
    const result = await opened.page.evaluate(body, { network: network.url, files: files.url, scripts: scripts.url });
    check(result);
    assert.deepEqual(opened.complaints.splice(0), []);
  });
}

inPage(
  'a limit of time ends a script that waits, and one that computes',
  async () => {
    const waits = await withWorker({ timeout: '200ms' }, (worker) => worker.run('sleep(60)'));
    const computes = await withWorker({ timeout: '200ms' }, (worker) => worker.run('while True: pass'));
    const loops = await withWorker({ cpuTime: '300ms', language: 'javascript' }, (worker) => worker.run('while (true);'));
    const python = await withWorker({ cpuTime: '300ms' }, (worker) => worker.run('while True: pass'));
    return { waits, computes, loops, python };
  },
  ({ waits, computes, loops, python }) => {
    for (const { exitCode, limit, out } of [waits, computes]) {
      assert.deepEqual([exitCode, limit], [124, 'timeout']);
      assert.match(out, /the script ran for 0\.2 s, the time it has; allow more with timeout/);
    }
    for (const { exitCode, limit, out } of [loops, python]) {
      assert.deepEqual([exitCode, limit], [123, 'cpu-time']);
      assert.match(out, /the script used up its 0\.3 s of CPU time; allow more with cpuTime/);
    }
  },
);

inPage(
  'a stopped script ends with 130, and the worker runs the next',
  async () =>
    withWorker({}, async (worker, printed) => {
      const busy = worker.run('print("on")\nwhile True: pass');
      while (printed.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await worker.stop();
      const first = await busy;
      const idle = worker.run('sleep(60)');
      await new Promise((resolve) => setTimeout(resolve, 50));
      await worker.stop();
      return [first, await idle, await worker.run('print(1)'), printed];
    }),
  ([first, second, third, printed]) => {
    assert.deepEqual([first.exitCode, second.exitCode, third.exitCode], [130, 130, 0]);
    assert.deepEqual(printed, ['on\n', '1\n']);
  },
);

inPage(
  'memory has a limit in both languages',
  async () => {
    const javascript = await withWorker({ memory: '48M', language: 'javascript' }, (worker) =>
      worker.run('const all = []; for (;;) all.push(new Uint8Array(1_000_000).fill(1));'),
    );
    const python = await withWorker({ memory: '48M' }, (worker) => worker.run('all = []\nwhile True: all.append(bytes(1000000))'));
    return [javascript, python];
  },
  ([javascript, python]) => {
    assert.deepEqual([javascript.exitCode, javascript.limit], [122, 'memory']);
    assert.match(python.out, /MemoryError/);
  },
);

inPage(
  'host modules are called, overlap, and raise in the caller alone',
  async () => {
    const waiting = [];
    const calls = {
      echo: (...values) => values,
      later: (value) => new Promise((resolve) => waiting.push(() => resolve(value)) === 2 && waiting.forEach((go) => go())),
      fail: async () => {
        throw new TypeError('not today');
      },
      nothing: () => undefined,
      bytes: () => Uint8Array.of(1, 2),
      no: () => () => {},
    };
    const python = `
import calls
print(calls.echo(None, True, 7, 1.5, 'a', b'b', [1, (2,)], {'k': {'l': []}}, x=1))
print(gather(calls.later('a'), calls.later('b')))
async def attempt():
    try:
        return calls.fail()
    except RuntimeError as error:
        return str(error)
print(gather(attempt(), calls.echo(1)))
print(calls.nothing(), calls.bytes())
try:
    calls.no()
except RuntimeError as error:
    print('refused')
`;
    const javascript = `
import calls, { echo, later, fail, bytes } from 'calls';
console.log(JSON.stringify(await echo(null, true, 7, 1.5, 'a', [1, [2]], { k: { l: [] } })));
console.log(await Promise.all([later('a'), later('b')]));
console.log(await fail().catch((error) => error.message));
console.log(await bytes(), await calls.nothing(), await echo(new Uint8Array([3])));
`;
    const results = [];
    for (const [language, source] of [['python', python], ['javascript', javascript]]) {
      waiting.length = 0;
      await withWorker({ language, mainThreadModules: { calls } }, async (worker, printed) => {
        const { out } = await worker.run(source);
        results.push(printed.join(''), out);
      });
    }
    return results;
  },
  ([python, pythonErrors, javascript, javascriptErrors]) => {
    assert.equal(pythonErrors, '');
    assert.equal(
      python,
      "[None, True, 7, 1.5, 'a', b'b', [1, [2]], {'k': {'l': []}}, {'x': 1}]\n['a', 'b']\n['not today', [1]]\nNone b'\\x01\\x02'\nrefused\n",
    );
    assert.equal(javascriptErrors, '');
    const lines = javascript.split('\n');
    assert.equal(lines[0], '[null,true,7,1.5,"a",[1,[2]],{"k":{"l":[]}}]');
    assert.deepEqual(lines.slice(1, 3), ["[ 'a', 'b' ]", 'not today']);
    assert.match(lines[3], /^Uint8Array\(2\) \[ 1, 2 \] null \[ Uint8Array\(1\) \[ 3 \] \]$/);
  },
);

inPage(
  'events of the page reach receive(), also those that came before',
  async () =>
    withWorker({}, async (worker, printed) => {
      worker.pushEvent('early');
      const running = worker.run('print(receive())\nprint(receive())\nprint(receive())');
      worker.pushEvent('second');
      setTimeout(() => worker.pushEvent('third'), 30);
      const { out } = await running;
      const javascript = worker.run("import { receive } from 'strait:host'; console.log(await receive());", { language: 'javascript' });
      worker.pushEvent('fourth');
      return [printed.join(''), out, (await javascript).out, printed.at(-1)];
    }),
  ([printed, out, errors, last]) => assert.deepEqual([printed, out, errors, last], ['early\nsecond\nthird\n', '', '', 'fourth\n']),
);

inPage(
  'a saved program goes on elsewhere, as often as one likes',
  async () => {
    const source = 'x = [1]\nprint("before")\nsleep(0.3)\nx.append(2)\nprint("after", x)';
    const state = await withWorker({}, async (worker, printed) => {
      const running = worker.run(source);
      while (printed.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      const saved = await worker.saveState();
      await running;
      return saved;
    });
    const seen = [];
    for (let i = 0; i < 2; i++) {
      await withWorker({}, async (worker, printed) => {
        const { exitCode } = await worker.restoreState(state);
        seen.push(exitCode, printed.join(''));
      });
    }
    const wrong = await withWorker({ language: 'javascript' }, (worker) => worker.restoreState(state)).catch((error) => error.message);
    const nonsense = await withWorker({}, (worker) => worker.restoreState(new Uint8Array(9))).catch((error) => error.message);
    return { bytes: state.length, seen, wrong, nonsense };
  },
  ({ bytes, seen, wrong, nonsense }) => {
    assert.ok(bytes > 1000);
    assert.deepEqual(seen, [0, 'after [1, 2]\n', 0, 'after [1, 2]\n']);
    assert.equal(wrong, 'this is the state of a python program');
    assert.equal(nonsense, 'this is not a saved state');
  },
);

inPage(
  'a saved program without a limit of CPU time has none when it goes on',
  async () => {
    const source = 'print("before")\nsleep(0.05)\nn = 0\nfor i in range(3_000_000): n += i\nprint(n)\nsleep(0.01)\nprint("after")';
    const state = await withWorker({}, async (worker, printed) => {
      const running = worker.run(source);
      while (printed.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      const saved = await worker.saveState();
      await worker.stop();
      await running;
      return saved;
    });
    return withWorker({}, async (worker, printed) => ({ ...(await worker.restoreState(state)), printed: printed.join('') }));
  },
  ({ exitCode, limit, out, printed }) => {
    assert.deepEqual([exitCode, limit, out], [0, undefined, '']);
    assert.equal(printed, '4499998500000\nafter\n');
  },
);

inPage(
  'a paused program takes no step until it is resumed',
  async () =>
    withWorker({}, async (worker, printed) => {
      const nothing = await worker.pause();
      const running = worker.run('print("a")\nreceive()\nprint("b")');
      while (printed.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      const paused = await worker.pause();
      worker.pushEvent('go on');
      // Each is answered in a task of its own, by when the event is there.
      for (let i = 0; i < 5; i++) await worker.saveState();
      const meanwhile = printed.join('');
      await worker.resume();
      await running;
      return [nothing, paused, meanwhile, printed.join('')];
    }),
  (result) => assert.deepEqual(result, [false, true, 'a\n', 'a\nb\n']),
);

inPage(
  'modules are found beside the program, by packages.json, by address and by pin',
  async ({ files }) => {
    const source = `
import { a } from './lib/a.js';
import { a as again } from 'letters';
import data from './data.json' with { type: 'json' };
import { greet } from 'greet';
console.log(a, again === a, data.n, await greet('you'));
await import('./nothing.js').catch((error) => console.log(error.code));
await import('./data.json#sha256-${'0'.repeat(64)}').catch((error) => console.log(/integrity check failed/.test(error.message)));
await import('/src/index.js').catch((error) => console.log(/allowNet/.test(error.message)));
await import('unknown').catch((error) => console.log(/declare where it is/.test(error.message)));`;
    return withWorker({ language: 'javascript', packages: '/app/packages.json' }, async (worker, printed) => {
      const { out } = await worker.run(source, { baseUrl: `${files}/app/` });
      return [out, printed.join('')];
    });
  },
  ([out, printed]) => assert.deepEqual([out, printed], ['', 'a b.js true 7 hello you\nERR_MODULE_NOT_FOUND\ntrue\ntrue\ntrue\n']),
);

inPage(
  'a Python script imports what lies beside it, and the library without asking a server',
  async ({ files }) => {
    const source = `
import json, os.path, asyncio
from network import fetch
import helper as h
from greet import greet
try:
    import nothing_there
except ModuleNotFoundError as error:
    print(error)
print(h.twice(21), json.dumps([1]), greet('you'))`;
    return withWorker({ hostModules: { greet: '/host/greet.js' } }, async (worker, printed) => {
      const { out } = await worker.run(source, { baseUrl: `${files}/app/` });
      return [out, printed.join('')];
    });
  },
  ([out, printed]) => assert.deepEqual([out, printed], ['', "No module named 'nothing_there'\n42 [1] hello you\n"]),
);

inPage(
  'Python packages are found as on a server',
  async ({ scripts }) => {
    const folder = `${scripts}/python/imports/`;
    const source = await (await fetch(`${folder}in-files.py`)).text();
    return withWorker({}, async (worker, printed) => {
      const { out } = await worker.run(source, { baseUrl: folder, file: 'in-files.py' });
      return [out, printed.join('')];
    });
  },
  ([out, printed]) => assert.deepEqual([out, printed], ['', readFileSync(`${SCRIPTS}python/imports/in-files.out`, 'utf8')]),
);

inPage(
  'a Python manifest names modules, and what cannot be imported is told in sentences',
  async ({ files }) => {
    const source = `
import words, common, dumper, json, both.inner, both
print(words.word, words.__name__, common.name, dumper is json, both.kind)
import sys
def attempt(name):
    try:
        exec(name if ' ' in name else 'import ' + name)
    except (ImportError, RuntimeError) as error:
        print(type(error).__name__, str(error).replace('${files}', '...'))
if len(sys.argv) > 1:
    # Never run: it names what is attempted below.
    import not_declared, gone, both.nothing
    from "./nothing.py" import x
    from "http://127.0.0.1:1/a.py" import x
    from "/host/denied.py" import x
    from "./lib/words.py#sha256-${'0'.repeat(64)}" import word
attempt('not_declared')
attempt('gone')
attempt('both.nothing')
attempt('from "./nothing.py" import x')
attempt('from "http://127.0.0.1:1/a.py" import x')
attempt('from "/host/denied.py" import x')
attempt('from "./lib/words.py#sha256-${'0'.repeat(64)}" import word')
attempt('from "./lib/words.py#sha1-00" import word')
attempt('from "./a.wasm" import x')
attempt('from "npm:left-pad" import x')
attempt('from . import x')
attempt('computed_' + 'name')`;
    return withWorker({ packages: '/py/packages.json' }, async (worker, printed) => {
      const { out } = await worker.run(source, { baseUrl: `${files}/py/` });
      return [out, printed.join('')];
    });
  },
  ([out, printed]) => {
    assert.equal(out, '');
    const hash = createHash('sha256').update(MODULES['/py/lib/words.py']).digest('hex');
    const expected = [
      'hello words common True package',
      "ModuleNotFoundError alias 'not_declared' not declared in '.../py/packages.json'",
      "ModuleNotFoundError no module 'gone': .../py/lib/gone.py is not there",
      "ModuleNotFoundError No module named 'both.nothing'",
      "ModuleNotFoundError no module at './nothing.py': .../py/nothing.py is not there",
    ];
    const lines = printed.trimEnd().split('\n');
    assert.deepEqual(lines.slice(0, 5), expected);
    assert.match(lines[5], /^ImportError could not fetch module 'http:\/\/127\.0\.0\.1:1\/a\.py': .*allowNet/);
    assert.match(lines[6], /^ImportError could not fetch module '\/host\/denied\.py': .*allowNet/);
    assert.deepEqual(lines.slice(7), [
      `ModuleNotFoundError integrity check failed for '.../py/lib/words.py': expected sha256-${'0'.repeat(64)}, got sha256-${hash}`,
      "ModuleNotFoundError unrecognized integrity fragment '#sha1-00' of '.../py/lib/words.py': write #sha256- and 64 hexadecimal digits",
      "ModuleNotFoundError could not fetch module './a.wasm': WebAssembly modules are not supported; json, re, math and struct are built in",
      "ModuleNotFoundError no module at 'npm:left-pad': modules are imported by name, by path or from http and https URLs, not from 'npm:'",
      'ImportError attempted relative import with no known parent package',
      "ModuleNotFoundError 'computed_name' was not fetched before the program began: its name is computed while it runs",
    ]);
  },
);

inPage(
  'what a browser cannot do fails with a sentence',
  async () =>
    withWorker({ language: 'javascript', allowNet: true }, async (worker, printed) => {
      const { out } = await worker.run(`
import { createServer } from 'node:http';
import { WasiTcpConn } from 'wasi_net';
await WasiTcpConn.connect('127.0.0.1', 7).catch((error) => console.log(error.reason, error.message));
createServer().on('error', (error) => console.log(error.reason)).listen(0);
await fetch('http://127.0.0.1:1/', { headers: { cookie: 'a=b' } }).catch((error) => console.log(error.cause.reason));`);
      return [out, printed.join('')];
    }),
  ([out, printed]) => {
    assert.equal(out, '');
    assert.match(printed, /^unsupported a browser cannot do this \(tcp\.connect\); run the script on a server for it\nunsupported\nunsupported\n$/);
  },
);

inPage(
  'options that make no sense are told at once',
  async () => {
    const { createWorker } = await import('/src/index.js');
    const attempts = [{ language: 'ruby' }, { allowNet: 'https://a' }, { memory: 'much' }, { memory: '1M' }, { wasmUrl: '/nothing.wasm' }, { mainThreadModules: { a: 7 } }];
    return Promise.all(attempts.map((options) => createWorker(options).then(() => 'none', (error) => error.message)));
  },
  (messages) => {
    const expected = [/`ruby` is not a language/, /without a scheme/, /memory: `much` is not a size/, /the guest itself needs/, /status 404/, /`a` is an object of functions/];
    messages.forEach((message, index) => assert.match(message, expected[index]));
  },
);

test('elements run their entry', { skip, timeout: 60_000 }, async () => {
  const page = (tag, attributes) => `<!doctype html><link rel="icon" href="data:,"><script type="module">
    import '/src/element.js';
    const element = document.querySelector('${tag}');
    globalThis.text = '';
    element.addEventListener('output', (event) => { globalThis.text += event.detail; event.preventDefault(); });
    globalThis.ready = new Promise((resolve) => element.addEventListener('ready', resolve));
  </script><${tag} entry="/entry.py" ${attributes}></${tag}>`;
  const source = `from network import fetch_text\ntry:\n    print(fetch_text('${network.url}/text'))\nexcept RuntimeError as error:\n    print(error)\n`;
  const site = await startFiles({
    files: { '/entry.py': source, '/denied.html': page('strait-script', ''), '/allowed.html': page('strait-script', 'allow-net'), '/edge.html': page('edge-python', '') },
  });
  const seen = [];
  for (const name of ['denied', 'allowed', 'edge']) {
    const { page: tab, complaints } = await browser.open(`${site.url}/${name}.html`);
    await tab.evaluate(() => globalThis.ready);
    seen.push(await tab.evaluate(() => globalThis.text));
    assert.deepEqual(complaints, []);
    await tab.context().close();
  }
  assert.match(seen[0], /^network access to 127\.0\.0\.1:\d+ is not allowed/);
  assert.deepEqual(seen.slice(1), ['hello from mock\n', 'hello from mock\n']);
  await site.stop();
});
