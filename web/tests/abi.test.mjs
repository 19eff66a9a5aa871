// The messages, against the bytes of crates/strait-abi/tests/golden.txt.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Failure, decodeGlobals, decodeLoadRequest, decodeOutgoing, decodeTasks, encodeLoadAnswer, encodeReplies, encodeStart } from '../src/shared/abi.js';
import { DecodeError, decodeValue, encodeValue, fromHex, toHex } from '../src/shared/cbor.js';

const golden = new Map();
for (const line of readFileSync(new URL('../../crates/strait-abi/tests/golden.txt', import.meta.url), 'utf8').split('\n')) {
  const match = /^([^#:][^:]*): ([\da-f]+)$/.exec(line);
  if (match !== null) golden.set(match[1], match[2]);
}

const bytesOf = (text) => new TextEncoder().encode(text);
const checked = new Set();
function bytes(name) {
  assert.ok(golden.has(name), `golden.txt has ${name}`);
  checked.add(name);
  return fromHex(golden.get(name));
}

const NO_TIMES = { connectMilliseconds: undefined, responseMilliseconds: undefined, totalMilliseconds: undefined };
const NO_OPTIONS = { messageBytes: undefined, compress: undefined, compressFromBytes: undefined, pingMilliseconds: undefined };

/** What the guest asks for, as it is read here. */
const CALLS = {
  'time.sleep': { milliseconds: 1.5 },
  'http.send': { method: 'POST', url: 'http://a.test/', headers: 'a: b\r\n', body: bytesOf('hi'), upload: undefined, redirect: 0, decompress: true, ...NO_TIMES, tls: undefined, upgrade: undefined },
  'http.send with an upload': { method: 'PUT', url: 'http://a.test/', headers: '', body: undefined, upload: 7, redirect: 2, decompress: false, ...NO_TIMES, tls: undefined, upgrade: undefined },
  'http.send with an upgrade': { method: 'GET', url: 'http://a.test/', headers: 'connection: upgrade\r\n', body: undefined, upload: undefined, redirect: 2, decompress: false, ...NO_TIMES, tls: undefined, upgrade: true },
  'http.send with times and tls': { method: 'GET', url: 'https://a.test/', headers: '', body: undefined, upload: undefined, redirect: 1, decompress: true, connectMilliseconds: 1000, responseMilliseconds: 2000, totalMilliseconds: 3000, tls: { 3: 'b.test' }, upgrade: undefined },
  'stream.read': { stream: 4, maxBytes: 65536 },
  'stream.write': { stream: 4, bytes: Uint8Array.of(0, 255) },
  'stream.shutdown': { stream: 4 },
  'handle.close': { handle: 4 },
  'stream.open': {},
  'host.call': { module: 'm', function: 'f', arguments: Uint8Array.of(0x80) },
  'host.receive': {},
  'ws.connect': { url: 'ws://a.test/', protocols: ['a', 'b'], headers: 'c: d\r\n', options: NO_OPTIONS },
  'ws.connect with options': { url: 'ws://a.test/', protocols: [], headers: '', options: { ...NO_OPTIONS, compress: true } },
  'ws.receive': { socket: 8, maxMessages: 64 },
  'ws.send with text': { socket: 8, message: 'hi' },
  'ws.send with bytes': { socket: 8, message: Uint8Array.of(0, 255) },
  'ws.close': { socket: 8, code: undefined, reason: '' },
  'ws.close with a code': { socket: 8, code: 4000, reason: 'bye' },
  'sse.connect': { url: 'http://a.test/', headers: 'a: b\r\n', lastEventId: '7' },
  'sse.receive': { source: 9, maxEvents: 64 },
};

/** What a browser does not perform: only the name is of interest. */
const OTHER_CALLS = /^(http\.(listen|accept|respond|upgrade|trailers|switch)|tcp\.|udp\.|dns\.|signal\.|ws\.ping)/;

for (const [name, fields] of Object.entries(CALLS)) {
  test(`${name} is read`, () => {
    const { calls, cancelled, state } = decodeOutgoing(bytes(name));
    assert.deepEqual(calls, [{ id: 1, operation: name.split(' ')[0], fields }]);
    assert.deepEqual([cancelled, state], [[], { name: 'waiting' }]);
  });
}

test('calls that a browser does not perform are read by their names', () => {
  for (const name of golden.keys()) {
    if (!OTHER_CALLS.test(name) || !golden.get(name).startsWith('839f')) continue;
    assert.match(decodeOutgoing(bytes(name)).calls[0].operation, /^[a-z]+[. ]\w+$/, name);
  }
});

test('states and cancelled calls are read', () => {
  const cases = {
    waiting: { name: 'waiting' },
    finished: { name: 'finished', exitCode: 3 },
    'out of time': { name: 'out of time' },
    'out of memory': { name: 'out of memory' },
    preempted: { name: 'preempted' },
  };
  for (const [name, state] of Object.entries(cases)) {
    const outgoing = decodeOutgoing(bytes(name));
    assert.deepEqual(outgoing.state, state, name);
    assert.deepEqual(outgoing.cancelled, [2 ** 24], name);
  }
});

test('what a guest tells of its program is read', () => {
  assert.deepEqual(decodeGlobals(bytes('globals')), { n: '7', s: "'hi'" });
  const task = (state, more) => ({ state, function: 'f', ip: 3, frames: [{ function: 'f', file: 'a.py', line: 2, ip: 3 }], ...more });
  const tasks = [task('running'), task('ready'), task('waiting', { waitsFor: 'sleep' }), task('new', { frames: [] }), task('suspended')];
  assert.deepEqual(decodeTasks(bytes('tasks')), tasks);
});

const REPLIES = {
  done: { name: 'done' },
  opened: { name: 'opened', handle: 9 },
  bytes: { name: 'bytes', bytes: bytesOf('abc') },
  'end of stream': { name: 'bytes', bytes: new Uint8Array() },
  response: { name: 'response', status: 200, reason: 'OK', headers: 'a: b\r\n', url: undefined, body: bytesOf('hi'), rest: undefined },
  'response with the rest to read': { name: 'response', status: 206, reason: '', headers: '', url: 'http://b.test/', body: new Uint8Array(), rest: 5 },
  value: { name: 'value', value: Uint8Array.of(0xf6) },
  'web socket': { name: 'web socket', socket: 8, protocol: 'a', extensions: 'permessage-deflate' },
  messages: { name: 'messages', messages: ['hi', Uint8Array.of(0)] },
  ended: { name: 'ended', code: 1000, reason: 'bye', clean: true },
  'ended by an error': { name: 'ended', code: 1006, reason: '', clean: false, error: 'no' },
  events: {
    name: 'events',
    events: [
      { name: 'open', url: 'http://a.test/' },
      { name: 'message', kind: 'message', data: 'hi', id: '7' },
      { name: 'interrupted', message: 'no' },
      { name: 'failed', message: 'no' },
    ],
  },
};

for (const [name, reply] of Object.entries(REPLIES)) {
  test(`the reply ${name} has its bytes`, () => {
    assert.equal(toHex(encodeReplies([{ id: 1, reply }])), toHex(bytes(name)));
  });
}

test('failures have their bytes', () => {
  const codes = 'denied refused reset timed-out dns tls closed aborted too-large invalid unsupported in-use unreachable protocol limit io host';
  for (const code of codes.split(' ')) {
    assert.equal(toHex(encodeReplies([{ id: 1, failure: new Failure(code, 'no') }])), toHex(bytes(code)), code);
  }
});

test('the start message has its bytes', () => {
  const start = {
    file: 'hello.js',
    source: 'print(1)',
    kind: 0,
    arguments: ['a'],
    environment: ['K', 'V'],
    cpuMilliseconds: 10_000,
    memoryBytes: 64 * 1024 * 1024,
    url: 'file:///hello.js',
  };
  assert.equal(toHex(encodeStart(start)), toHex(bytes('start')));
});

test('load has its bytes', () => {
  assert.deepEqual(decodeLoadRequest(bytes('load')), { specifier: './a.js', referrer: 'main.js', mode: 1 });
  assert.equal(toHex(encodeLoadAnswer({ found: { name: '/a.js', kind: 1, source: '1' } })), toHex(bytes('found')));
  assert.equal(toHex(encodeLoadAnswer({ notFound: 'no' })), toHex(bytes('not found')));
  assert.equal(toHex(encodeLoadAnswer({ denied: 'no' })), toHex(bytes('not allowed')));
  assert.equal(toHex(encodeLoadAnswer({ elsewhere: 'https://a/b.py' })), toHex(bytes('elsewhere')));
});

test('values survive the way', () => {
  const values = [
    null, true, false, 0, 23, 24, 255, 256, 65535, 65536, 2 ** 32, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, -1, -24, -25,
    1.5, -0.1, Infinity, '', 'a\0\u{1f600}', Uint8Array.of(0, 255), [], [1, ['a', [null]]], { a: 1, b: { c: [] } },
    2n ** 63n, -(2n ** 63n) - 1n, 2n ** 64n - 1n, 2n ** 200n, -(2n ** 200n),
  ];
  for (const value of values) assert.deepEqual(decodeValue(encodeValue(value)), value);
  assert.ok(Object.is(decodeValue(encodeValue(-0)), -0));
  assert.ok(Number.isNaN(decodeValue(encodeValue(NaN))));
  assert.deepEqual(decodeValue(encodeValue([undefined, new Set([1]), new Map([['k', 2]])])), [null, [1], { k: 2 }]);
  const hostile = decodeValue(fromHex(`a1${'69'}${toHex(bytesOf('__proto__'))}a0`));
  assert.equal(Object.getPrototypeOf(hostile), Object.prototype);
});

test('what cannot pass is refused', () => {
  const circular = [];
  circular.push(circular);
  for (const value of [() => {}, Symbol('a'), circular]) assert.throws(() => encodeValue(value), TypeError);
});

test('any damage gives a value or an error', () => {
  for (const [name, hex] of golden) {
    const intact = fromHex(hex);
    for (let at = 0; at < intact.length; at++) {
      for (const flip of [0x01, 0x10, 0x80, 0xff]) {
        const damaged = intact.slice();
        damaged[at] ^= flip;
        for (const read of [decodeOutgoing, decodeLoadRequest, decodeGlobals, decodeTasks, decodeValue]) {
          try {
            read(damaged);
          } catch (error) {
            assert.ok(error instanceof DecodeError, `${name}: ${error.stack}`);
          }
        }
      }
      assert.throws(() => decodeValue(intact.subarray(0, at)), DecodeError);
    }
  }
});
