// Parts that need no browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byteCount, milliseconds } from '../src/page/quantities.js';
import { EventStreamParser } from '../src/shared/event_stream.js';
import { Port } from '../src/shared/port.js';
import { javascriptImportsOf, pythonImportsOf, pythonNamesOf } from '../src/worker/imports.js';
import { kindOf } from '../src/worker/kind.js';
import { limitMemory } from '../src/worker/memory_limit.js';
import { Sleeps } from '../src/worker/operations/time.js';
import { Permits, Turns } from '../src/shared/turns.js';

/** Events as `kind|data|id`, whatever way the stream is cut. */
function checkEvents(stream, expected) {
  for (let size = 1; size <= stream.length; size++) {
    const parser = new EventStreamParser();
    const events = [];
    for (let at = 0; at < stream.length; at += size) {
      for (const { kind, data, id } of parser.push(stream.slice(at, at + size))) events.push(`${kind}|${data}|${id}`);
    }
    assert.deepEqual(events, expected, `${JSON.stringify(stream)} in parts of ${size}`);
  }
}

test('an event stream means the same however it is cut', () => {
  for (const end of ['\n', '\r', '\r\n']) {
    checkEvents(['data: a', 'data:b', '', 'data: c', '', ''].join(end), ['message|a\nb|', 'message|c|']);
  }
  checkEvents('data: a\r\n\rdata: b\n\n', ['message|a|', 'message|b|']);
  checkEvents('data\n\n', ['message||']);
  checkEvents('data:  two spaces\n\n', ['message| two spaces|']);
  checkEvents('data : x\nDATA: x\nunknown: x\n\n', []);
  checkEvents('event: add\ndata: 1\n\nevent\ndata: 2\n\n', ['add|1|', 'message|2|']);
  checkEvents('event: lost\n\ndata: 1\n\n', ['message|1|']);
  checkEvents('id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n', ['message|a|1', 'message|b|1', 'message|c|']);
  checkEvents('id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n', ['message|a|1', 'message|b|1']);
  checkEvents('data: a\n\ndata: b', ['message|a|']);
});

test('retry is a number of milliseconds, and lines have a limit', () => {
  const retry = (line) => {
    const parser = new EventStreamParser();
    parser.push(line);
    return parser.retry;
  };
  assert.equal(retry('retry: 250\n'), 250);
  assert.equal(retry('retry: 99999999999999999999999\n'), 86_400_000);
  for (const bad of ['retry\n', 'retry: 1.5\n', 'retry: -1\n', 'retry: 1 \n', 'retry: \u0661\n', 'retry: 250']) assert.equal(retry(bad), undefined, bad);
  assert.throws(() => new EventStreamParser('', 10).push('x'.repeat(11)), RangeError);
  assert.throws(() => new EventStreamParser('', 10).push('data: xxx\n'.repeat(4)), RangeError);
});

test('a port answers each request once, and tells errors apart', async (context) => {
  const { port1, port2 } = new MessageChannel();
  context.after(() => port1.close());
  const one = new Port(port1, {});
  new Port(port2, {
    double: (number) => 2 * number,
    fail: () => {
      throw Object.assign(new RangeError('too far'), { code: 'limit' });
    },
  });
  assert.equal(await one.request('double', 21), 42);
  await assert.rejects(one.request('fail'), (error) => error instanceof RangeError && error.message === 'too far' && error.code === 'limit');
  await assert.rejects(one.request('nothing'), /knows no request `nothing`/);
  await assert.rejects(one.request('double', () => {}), { name: 'DataCloneError' });
  const late = one.request('double', 1);
  one.close(new Error('gone'));
  await assert.rejects(late, /gone/);
  await assert.rejects(one.request('double', 1), /gone/);
});

test('imports are found', () => {
  const javascript = `
    import a from './a.js'; import * as b from "./b.js";
    import {
      c,
    } from './c.js';
    import './d.js';
    export * from './e.js';
    const f = await import('./f.js'), g = require("./g.cjs");
    await import(\`./\${name}.js\`);
    import data from './h.json' with { type: 'json' };`;
  const letters = (set) => [...set].map((name) => /(\w)\.\w+$/.exec(name)?.[1]).sort().join('');
  assert.equal(letters(javascriptImportsOf(javascript)), 'abcdefgh');
  const python = `
import a, b.c as d  # no
from e import f
from .g import (h,  # no
    i as j)
from .. import k, \\
    l
if x: from "./m.py" import *
try: import n; import o
except ImportError: import_module('.p', 'q')
__import__("r"), import_module('.s'), import_module(name)
`;
  const found = pythonImportsOf(python).map(({ module, names }) => [module, ...names].join(' '));
  assert.deepEqual(found.sort(), ['.. k l', './m.py *', '.g h i', '.s', 'a', 'b.c', 'e f', 'n', 'o', 'q.p', 'r']);
  assert.deepEqual(pythonNamesOf('__all__ = ["a",\n    \'b\']\n__all__ += ("c",)\n'), ['a', 'b', 'c']);
});

test('the kind of a script is told by its name and its syntax', () => {
  const kinds = [
    ['a.mjs', 'require("x")', 0],
    ['a.cjs', '', 1],
    ['a.js', 'const x = require("x");', 1],
    ['a.js', 'import x from "x"; require("y")', 0],
    ['a.js', 'await x; require("y")', 0],
    ['a.js', 'print(1)', 0],
    ['a.json', '{}', 2],
    ['a.py', '', 3],
    ['a.css', '', undefined],
  ];
  for (const [name, source, kind] of kinds) assert.equal(kindOf(name, source), kind, `${name} ${source}`);
});

test('quantities are read as on the command line', () => {
  assert.deepEqual(['64M', '1.5K', '2G', '7', 512].map((size) => byteCount(size, 'memory')), [67108864, 1536, 2147483648, 7, 512]);
  assert.deepEqual(['10s', '200ms', '2m', '3', 40].map((time) => milliseconds(time, 'timeout')), [10000, 200, 120000, 3000, 40]);
  for (const bad of ['', '64 M', '-1', 'M', NaN, null, 0, {}]) {
    assert.throws(() => byteCount(bad, 'memory'), /memory: .* is not a size/);
    assert.throws(() => milliseconds(bad, 'timeout'), /timeout: .* is not a time/);
  }
});

test('a module keeps to the memory it is given', async () => {
  // (module (memory (export "memory") 2))
  const module = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 0, 2, 7, 10, 1, 6, 109, 101, 109, 111, 114, 121, 2, 0);
  const { instance } = await WebAssembly.instantiate(limitMemory(module, 300 * 65536));
  const { memory } = instance.exports;
  assert.equal(memory.grow(298), 2);
  assert.throws(() => memory.grow(1), RangeError);
  assert.throws(() => limitMemory(module, 65536), /needs 1 MiB/);
});

test('turns are taken in order, and permits by so many at a time', async () => {
  const turns = new Turns();
  const order = [];
  const first = turns.take(async () => order.push('first'));
  const failing = turns.take(async () => {
    throw new Error('no');
  });
  const last = turns.take(async () => order.push('last'));
  await first;
  await assert.rejects(failing);
  await last;
  assert.deepEqual(order, ['first', 'last']);
  const permits = new Permits(1);
  const { signal } = new AbortController();
  await permits.acquire(signal);
  const abort = new AbortController();
  const given = permits.acquire(abort.signal);
  const next = permits.acquire(signal);
  abort.abort(new Error('gave up'));
  await assert.rejects(given, /gave up/);
  permits.release();
  await next;
});

test('sleeps of one turn end in the order of their time, but for those that were given up', async () => {
  const sleeps = new Sleeps();
  const now = performance.now();
  const ended = [];
  const given = new AbortController();
  const sleep = (name, milliseconds, signal = new AbortController().signal) =>
    sleeps.sleep(milliseconds, now, signal).then(() => ended.push(name));
  sleep('given up', 1, given.signal);
  const all = [sleep('ten', 10), sleep('three', 3), sleep('also ten', 10), sleep('not finite', Infinity), sleep('negative', -1), sleep('also three', 3)];
  given.abort();
  // All are over by the time that the first may end.
  while (performance.now() < now + 20);
  await Promise.all(all);
  assert.deepEqual(ended, ['not finite', 'negative', 'three', 'also three', 'ten', 'also ten']);
});
