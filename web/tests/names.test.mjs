// What names stand for: manifests, `defaults`, the options of a run, and what is said about modules that cannot be had.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hintOf } from '../src/worker/scheme_hint.js';
import { inPage } from './support/in_page.mjs';

const manifest = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
const MANIFESTS = {
  '/m/packages.json': { imports: { a: './a.py', both: './nearest.py' }, extends: '../base', name: 'mine', dependencies: { left: 7 }, imports2: [] },
  '/base/packages.json': { imports: { b: './b.py', both: './farthest.py' }, system: { greet: '/greet.js' }, extends: 'more/other.json' },
  '/base/more/other.json': { imports: { c: '/m/c.py' } },
  '/m/number.json': { imports: { a: 7 } },
  '/m/list.json': { imports: ['./a.py'] },
  '/m/host.json': { host: { greet: null } },
  '/m/extends.json': { extends: ['../base'] },
  '/m/address.json': { imports: { a: 'http://[' } },
  '/m/array.json': [],
  '/m/text.json': 'no json',
  '/m/circle.json': { extends: './circle.json' },
};
const here = inPage('names', {
  ...Object.fromEntries(Object.entries(MANIFESTS).map(([path, value]) => [path, manifest(value)])),
  '/greet.js': 'export const greet = () => ({ greet: (name) => `hello ${name}` });',
  '/m/a.py': 'name = "a"\n',
  '/m/c.py': 'name = "c"\n',
  '/m/nearest.py': 'name = "nearest"\n',
  '/base/b.py': 'name = "b"\n',
  '/base/farthest.py': 'name = "farthest"\n',
  '/m/beside.py': 'name = "beside"\n',
  '/m/pkg/__init__.py': 'from . import inner\nfrom .inner import name\n',
  '/m/pkg/inner.py': 'name = "inner"\n',
  '/m/network.py': 'name = "my own"\n',
  '/m/late.js': 'export const late = 1;',
});

here.test(
  'a manifest extends another, the nearest decides, and what it does not know is passed over',
  async ({ files }) => {
    const source = `
import a, b, c, both
from greet import greet
print(a.name, b.name, c.name, both.name, greet('you'))
try:
    import left
except ModuleNotFoundError as error:
    print(str(error).replace('${files}', '...'))`;
    return runScript({ packages: '/m/packages.json' }, source);
  },
  (result) => assert.deepEqual(result, ["a b c nearest hello you\nalias 'left' not declared in '.../m/packages.json'\n", '']),
);

here.test(
  'manifests that make no sense are told',
  async ({ files }) => {
    const names = ['number', 'list', 'host', 'extends', 'address', 'array', 'text', 'circle', 'missing'];
    const attempt = (name) => withWorker({ packages: `/m/${name}.json` }, () => 'none').catch((error) => error.message.replaceAll(files, '...'));
    return Promise.all(names.map(attempt));
  },
  (messages) => {
    assert.match(messages.splice(6, 1)[0], /^\.\.\.\/m\/text\.json is not JSON: /);
    assert.deepEqual(messages, [
      '.../m/number.json: `imports.a` is not a text',
      '.../m/list.json: `imports` is not an object',
      '.../m/host.json: `host.greet` is not a text',
      '.../m/extends.json: `extends` is not a text',
      '.../m/address.json: `imports.a` is no address: http://[',
      '.../m/array.json is not an object',
      'more than 8 manifests extend one another',
      'cannot read .../m/missing.json: the server answered with status 404',
    ]);
  },
);

here.test(
  'without defaults only declared names are modules, beside the library',
  async ({ files }) => {
    const source = (names) => `
def attempt(statement):
    try:
        exec(statement)
        print(statement)
    except ImportError as error:
        print(type(error).__name__, error)
if False:
    import ${names}
for name in '${names}'.split(','):
    attempt('import ' + name)
from "./beside.py" import name
print(name)`;
    const run = { baseUrl: `${files}/m/` };
    const names = 'json,os.path,math,network,requests,pkg,beside,_host';
    const network = { greet: () => 'hello' };
    return [
      await runScript({}, source(names), run),
      await runScript({ defaults: false, imports: { pkg: '/m/pkg/__init__.py', beside: '/m/beside.py' } }, source(names), run),
      await runScript({ defaults: false, packages: '/m/packages.json' }, source('beside,a'), run),
      await runScript({ defaults: false, mainThreadModules: { network } }, 'from network import greet\nprint(greet())', run),
      await runScript({ defaults: false, imports: { network: '/m/network.py' } }, 'import network\nprint(network.name)', run),
      await withWorker({ defaults: 'no' }, () => '').catch((error) => error.message),
    ].flat();
  },
  ([all, allErrors, few, fewErrors, manifest, manifestErrors, registered, , declared, , wrong]) => {
    const lines = (names) => names.split(',').map((name) => `import ${name}`);
    assert.equal(allErrors + fewErrors + manifestErrors, '');
    assert.deepEqual(all.trimEnd().split('\n'), [...lines('json,os.path,math,network,requests,pkg,beside,_host'), 'beside']);
    const undeclared = "ImportError no module 'network': with `defaults: false` a name has to be declared, by imports, packages, mainThreadModules or hostModules";
    const expected = [...lines('json,os.path,math'), undeclared, ...lines('requests,pkg,beside,_host'), 'beside'];
    assert.deepEqual(few.trimEnd().split('\n'), expected);
    assert.match(manifest, /^ModuleNotFoundError alias 'beside' not declared in 'http.*packages\.json'\nimport a\nbeside\n$/);
    assert.deepEqual([registered, declared], ['hello\n', 'my own\n']);
    assert.equal(wrong, 'defaults: `no` is neither true nor false');
  },
);

here.test(
  'a name that is computed while the program runs is still one of the library',
  async () => [await runScript({}, "print(__import__('js' + 'on').dumps([1]))"), await runScript({ defaults: false }, "print(__import__('js' + 'on').dumps([1]))")],
  (results) => assert.deepEqual(results, [['[1]\n', ''], ['[1]\n', '']]),
);

here.test(
  'a program that ends for want of a module is told of all that are missing, in both languages',
  async ({ files }) => {
    const run = { baseUrl: `${files}/m/` };
    const python = `import a\nif a.name == 'b':\n    from "./gone.py" import x\nfrom "./none.py" import y\nfrom "${files}/greet.py" import z\n`;
    const caught = `try:\n    from "./none.py" import y\nexcept ImportError:\n    from "./gone.py" import y\n`;
    const unrelated = `try:\n    from "./none.py" import y\nexcept ImportError:\n    pass\ntry:\n    from "./gone.py" import y\nexcept ImportError:\n    pass\nprint(1 / 0)\n`;
    const javascript = "import './none.js'; import './gone.js'; import './late.js';";
    const only = 'from "./none.py" import y\n';
    const results = [];
    for (const source of [python, caught, unrelated, only]) results.push((await runScript({ packages: '/m/packages.json' }, source, run))[1]);
    results.push((await runScript({ language: 'javascript' }, javascript, run))[1]);
    const text = results.map((out) => out.replaceAll(files, '...'));
    return text;
  },
  ([python, caught, unrelated, only, javascript]) => {
    const lines = (out) => out.slice(out.indexOf('strait:')).trimEnd().split('\n');
    const header = 'strait: could not pre-fetch every imported module:';
    const none = "  no module at './none.py': .../m/none.py is not there";
    const gone = "  no module at './gone.py': .../m/gone.py is not there";
    assert.match(python, /ModuleNotFoundError: no module at '\.\/none\.py'/);
    const [first, ...rest] = lines(python);
    assert.equal(first, header);
    assert.equal(rest.length, 3);
    assert.deepEqual(rest.slice(0, 2), [gone, none]);
    assert.match(rest[2], /^ {2}could not fetch module '\.\.\.\/greet\.py': network access to 127\.0\.0\.1:\d+ is not allowed/);
    assert.deepEqual(lines(caught), [header, none, gone]);
    for (const out of [unrelated, only]) assert.ok(out !== '' && !out.includes(header), out);
    assert.deepEqual(lines(javascript), [
      header,
      '  cannot find module `./none.js` imported from .../m/main.js: the server answered with status 404 for .../m/none.js',
      '  cannot find module `./gone.js` imported from .../m/main.js: the server answered with status 404 for .../m/gone.js',
    ]);
  },
);

test('an address that lacks its scheme, or has one that a page may not load by, is told', () => {
  assert.equal(hintOf('example.com/a.py'), '; if it is meant as a URL, write https://example.com/a.py');
  assert.equal(hintOf('http://a.test/a.py', 'http://a.test/a.py', 'https://page.test'), '; a page that came by https: loads nothing by http:, so write https:');
  const plain = [['./a.b/c.py'], ['lib/a.py'], ['a.py'], ['name'], ['https://a.test/a.py', 'https://a.test/a.py', 'https://page.test']];
  for (const args of [...plain, ['http://a.test/a.py', 'http://a.test/a.py', 'http://page.test']]) assert.equal(hintOf(...args), '', args[0]);
});

here.test(
  'the hint stands behind the sentence',
  async ({ files }) => {
    const run = { baseUrl: `${files}/m/` };
    const [, python] = await runScript({}, 'from "example.com/a.py" import x', run);
    const [javascript] = await runScript({ language: 'javascript' }, "await import('example.com/a.js').catch((error) => console.log(error.message));", run);
    return [python, javascript];
  },
  ([python, javascript]) => {
    assert.match(python, /example\.com\/a\.py is not there; if it is meant as a URL, write https:\/\/example\.com\/a\.py/);
    assert.match(javascript, /import it by its address; if it is meant as a URL, write https:\/\/example\.com\/a\.js/);
  },
);

here.test(
  'a run begins in its folder, seen from baseUrl, seen from the page',
  async ({ files }) => {
    const runs = [{ entryDir: 'm' }, { entryDir: '/m/' }, { baseUrl: '/m/' }, { baseUrl: `${files}/m/main.py` }, { baseUrl: `${files}/x/`, entryDir: '../m/' }];
    return Promise.all(runs.map((run) => runScript({}, 'from "./beside.py" import name\nprint(name, __file__)', run)));
  },
  (results) => {
    for (const [printed, out] of results) assert.deepEqual([printed, out], ['beside main.py\n', '']);
  },
);

here.test(
  'what a run cannot do is refused with a sentence, and what asks for nothing is not',
  async () =>
    withWorker({}, async (worker) => {
      const attempts = [{ repl: true }, { incremental: true }, { input: 7 }];
      const refused = [];
      for (const run of attempts) refused.push(await worker.run('print(1)', run).catch((error) => [error.name, error.message]));
      const { exitCode } = await worker.run('print(1)', { repl: false, incremental: false, input: '' });
      return [refused, exitCode];
    }),
  ([refused, exitCode]) => {
    assert.equal(exitCode, 0);
    const expected = [/^repl: each run begins in a sandbox of its own/, /^incremental: each run/, /^input: a text, bytes, or a list of lines/];
    refused.forEach(([name, message], index) => {
      assert.equal(name, 'TypeError');
      assert.match(message, expected[index]);
    });
  },
);
