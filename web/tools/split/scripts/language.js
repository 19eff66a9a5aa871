// What most programs use of the language and of the globals.
class Vessel {
  #tons = 1;
  static fleet = [];
  constructor(name, { flag = 'none', ...rest } = {}) {
    Object.assign(this, { name, flag, rest });
    Vessel.fleet.push(this);
  }
  get tons() {
    return this.#tons;
  }
  set tons(tons) {
    this.#tons = tons;
  }
  toString() {
    return `${this.name} (${this.#tons.toFixed(1)})`;
  }
  *[Symbol.iterator]() {
    yield* Object.entries(this);
  }
}
class Ferry extends Vessel {
  toString() {
    return `ferry ${super.toString()}`;
  }
}
const ferry = new Ferry('Kalle', { flag: 'de', built: 1999 });
ferry.tons = 120;
console.log(`${ferry}`, ferry, [...ferry], Vessel.fleet.length, ferry instanceof Vessel, 'name' in ferry, typeof ferry);
const words = 'the quick brown fox jumps over the lazy dog'.split(' ');
const lengths = Object.fromEntries(words.map((word) => [word, word.length]));
console.log(lengths, words.filter((word) => /o/.test(word)), words.toSorted(), words.reduce((sum, { length }) => sum + length, 0));
console.log(words.slice(-2), words.indexOf('fox'), words.includes('cat'), words.join('-'), words.find((word) => word.length > 4), [3, 1, 2].sort((a, b) => a - b), [..."ab"].reverse(), [[1], [2]].flat(), words.at(-1), Array.from({ length: 2 }, (_, i) => i * 2), words.some(Boolean), words.every(Boolean));
const [first, , ...rest] = words;
const { quick, missing = 5 } = lengths;
console.log(first, rest.length, quick, missing, lengths?.nothing?.at, null ?? 'default', 2 ** 10, 7 % 3, 0.1 + 0.2, 5 / 2 | 0, 1e21, -0, NaN, 10n ** 20n, 0xff, parseInt('12px'), Number('1.5'), (255).toString(16), Math.max(1, 2), Math.round(2.5), Math.random() < 1);
console.log('Grüße'.toUpperCase(), 'a-b'.replace('-', '+'), 'x'.padStart(3, '.'), ' t '.trim(), 'abc'.substring(1), 'a,b'.replaceAll(',', ';'), 'abc'.charCodeAt(1), 'a=1;b=2'.match(/(\w)=(\d)/).slice(1), [...'a1b2'.matchAll(/[a-z]\d/g)].length, encodeURIComponent('é ?'), decodeURIComponent('%C3%A9'), 'ab'.repeat(2), 'abc'.startsWith('a'));
const map = new Map([['a', { b: [1, { c: 2 }] }]]);
const set = new Set([1, 2, 2]);
console.log(map, set, new Date(0), new Date(0).toISOString(), /x/gi, Symbol('s'), () => 1, [undefined, null], new Error('shown').message, new Uint8Array([1, 2]), new WeakMap(), { get a() { return 1; } });
console.error('to standard error', JSON.stringify({ a: [1, 'é', null], b: { c: true } }, null, 2), JSON.parse('{"a": [1, 2.5, "\\u00e9"]}'));
try {
  null.property;
} catch ({ name, message }) {
  console.log(name, message);
} finally {
  console.log('finally');
}
function* numbers() {
  let i = 0;
  while (true) yield i++;
}
for (const number of numbers()) {
  if (number % 2) continue;
  if (number > 4) break;
  console.log(number);
}
async function* ticks() {
  for (const tick of [1, 2]) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    yield tick;
  }
}
for await (const tick of ticks()) console.log('tick', tick);
const settled = await Promise.allSettled([Promise.resolve(1), Promise.reject(new TypeError('no')), Promise.race([1]), Promise.any([2])]);
console.log(settled);
switch (first) {
  case 'the':
    console.log('matched');
    break;
  default:
}
label: for (const a of [1, 2]) for (const b of [1, 2]) if (a === b) continue label;
const proxy = new Proxy({}, { get: (_target, name) => name });
console.log(proxy.any, Reflect.ownKeys({ a: 1 }), Object.freeze([1]), structuredClone({ a: new Map() }), Object.keys(lengths).length, String(Symbol.iterator), globalThis === this, [1, 2, 3].toString());
const interval = setInterval(() => {}, 1);
clearInterval(interval);
queueMicrotask(() => console.log('microtask'));
const controller = new AbortController();
controller.signal.addEventListener('abort', ({ type }) => console.log(type));
controller.abort();
const target = new EventTarget();
target.addEventListener('tide', (event) => console.log(event.detail));
target.dispatchEvent(new CustomEvent('tide', { detail: 3 }));
console.log(new TextDecoder().decode(new TextEncoder().encode('é')), btoa('a'), atob('YQ=='), crypto.randomUUID().length, performance.now() > 0);
const url = new URL('http://host/a/../b?c=d#e');
url.searchParams.append('f', 'g h');
console.log(url.href, url.pathname, [...new URLSearchParams('a=1&b=2')]);
