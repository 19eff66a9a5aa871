import { native } from '../native.js';
import { expose, inspectKey, required } from './webidl.js';

/** What may change a list of headers (https://fetch.spec.whatwg.org/#concept-headers-guard). */
export const Guard = { none: 'none', request: 'request', response: 'response', immutable: 'immutable' };

/** Headers over a block received from the network, which stays one string until somebody lists or changes it. */
export let headersFromBlock;
/** The field lines of a Headers object, as one string. */
export let headersToBlock;
/** A copy with a guard of its own. */
export let copyHeaders;

/**
 * https://fetch.spec.whatwg.org/#headers-class
 *
 * Names are kept in lower case. The guards `request` and `response` allow everything: the header names a browser forbids
 * protect its user from the page, and a script here has no such user.
 */
export class Headers {
  #guard = Guard.none;
  /** The block as received; undefined once it has been taken apart. @type {string | undefined} */
  #block;
  /** Names and values in turn; undefined while there is a block. @type {string[] | undefined} */
  #list;
  /** The pairs iteration yields, until the next change. @type {[string, string][] | undefined} */
  #sorted;

  constructor(init = undefined) {
    if (init === undefined) {
      this.#list = [];
    } else if (typeof init === 'string') {
      throw invalidInit();
    } else {
      this.#list = [];
      this.#fill(init);
    }
  }

  append(name, value) {
    required(arguments.length, 2, 'Headers.append');
    value = normalizeValue(value);
    name = validName(name, 'append');
    validateValue(value, name, 'append');
    this.#change();
    this.#list.push(name, value);
  }

  delete(name) {
    required(arguments.length, 1, 'Headers.delete');
    name = validName(name, 'delete');
    this.#change();
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) return void (this.#list = without(list, name));
    }
  }

  get(name) {
    required(arguments.length, 1, 'Headers.get');
    name = validName(name, 'get');
    if (this.#block !== undefined) return native.findHeader(this.#block, name) ?? null;
    const list = this.#list;
    let found = null;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name) found = found === null ? list[i + 1] : `${found}, ${list[i + 1]}`;
    }
    return found;
  }

  getSetCookie() {
    const list = this.#parsed();
    const values = [];
    for (let i = 0; i < list.length; i += 2) if (list[i] === 'set-cookie') values.push(list[i + 1]);
    return values;
  }

  has(name) {
    required(arguments.length, 1, 'Headers.has');
    name = validName(name, 'has');
    if (this.#block !== undefined) return native.findHeader(this.#block, name) !== undefined;
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) if (list[i] === name) return true;
    return false;
  }

  set(name, value) {
    required(arguments.length, 2, 'Headers.set');
    value = normalizeValue(value);
    name = validName(name, 'set');
    validateValue(value, name, 'set');
    this.#change();
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] !== name) continue;
      // The first one gets the value, the others go.
      this.#list = list.slice(0, i);
      this.#list.push(name, value, ...without(list.slice(i + 2), name));
      return;
    }
    list.push(name, value);
  }

  forEach(callback, thisArg = undefined) {
    required(arguments.length, 1, 'Headers.forEach');
    if (typeof callback !== 'function') throw new TypeError('Headers.forEach: the callback is not a function.');
    for (let i = 0; i < this.#pairs().length; i++) {
      const [name, value] = this.#pairs()[i];
      callback.call(thisArg, value, name, this);
    }
  }

  entries() {
    return new HeadersIterator(() => this.#pairs(), ([name, value]) => [name, value]);
  }

  keys() {
    return new HeadersIterator(() => this.#pairs(), ([name]) => name);
  }

  values() {
    return new HeadersIterator(() => this.#pairs(), ([, value]) => value);
  }

  #parsed() {
    if (this.#block !== undefined) {
      this.#list = native.parseHeaders(this.#block);
      this.#block = undefined;
    }
    return this.#list;
  }

  #change() {
    if (this.#guard === Guard.immutable) throw new TypeError('Headers are immutable');
    this.#parsed();
    this.#sorted = undefined;
  }

  /** https://fetch.spec.whatwg.org/#concept-headers-fill */
  #fill(init) {
    if ((typeof init !== 'object' && typeof init !== 'function') || init === null) throw invalidInit();
    if (init instanceof Headers && init[Symbol.iterator] === Headers.prototype.entries) {
      this.#block = init.#block;
      this.#list = init.#block === undefined ? [...init.#list] : undefined;
      return;
    }
    const method = init[Symbol.iterator];
    if (method !== undefined && method !== null) {
      for (const pair of init) {
        const items = typeof pair === 'object' && pair !== null ? [...pair] : [];
        if (items.length !== 2) throw new TypeError('Headers constructor: expected name/value pair to be length 2.');
        this.append(items[0], items[1]);
      }
      return;
    }
    for (const key of Reflect.ownKeys(init)) {
      if (!Object.getOwnPropertyDescriptor(init, key)?.enumerable) continue;
      if (typeof key === 'symbol') throw invalidInit();
      this.append(key, init[key]);
    }
  }

  /** https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine */
  #pairs() {
    if (this.#sorted !== undefined) return this.#sorted;
    const list = this.#parsed();
    const combined = new Map();
    const cookies = [];
    for (let i = 0; i < list.length; i += 2) {
      const name = list[i];
      const value = list[i + 1];
      if (name === 'set-cookie') cookies.push([name, value]);
      else if (combined.has(name)) combined.set(name, `${combined.get(name)}, ${value}`);
      else combined.set(name, value);
    }
    this.#sorted = [...combined, ...cookies].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
    return this.#sorted;
  }

  static {
    headersFromBlock = (block, guard) => {
      const headers = new Headers();
      headers.#block = block;
      headers.#guard = guard;
      return headers;
    };
    headersToBlock = (headers) => {
      if (headers.#block !== undefined) return headers.#block;
      const list = headers.#list;
      let block = '';
      for (let i = 0; i < list.length; i += 2) block += native.headerLine(list[i], list[i + 1]);
      return block;
    };
    copyHeaders = (init, guard) => {
      const headers = new Headers(init);
      headers.#guard = guard;
      return headers;
    };
  }
}
expose(Headers);
Object.defineProperty(Headers.prototype, Symbol.iterator, {
  value: Headers.prototype.entries,
  writable: true,
  configurable: true,
});
Object.defineProperty(Headers.prototype, inspectKey, {
  value(depth, options, inspect) {
    if (depth < 0) return '[Headers]';
    const shown = {};
    for (const [name, value] of this) {
      if (name in shown) shown[name] = [].concat(shown[name], value);
      else shown[name] = value;
    }
    return `Headers ${inspect(shown, options)}`;
  },
  writable: true,
  configurable: true,
});

/**
 * The field lines of a `headers` member of an init object. An ordinary object of strings, the usual case, becomes lines
 * without a Headers object in between.
 */
export function blockFromInit(init) {
  if (init instanceof Headers) return headersToBlock(init);
  if (
    typeof init !== 'object' ||
    init === null ||
    init[Symbol.iterator] !== undefined ||
    Object.getOwnPropertySymbols(init).length > 0
  ) {
    return headersToBlock(new Headers(init));
  }
  let block = '';
  for (const key of Object.keys(init)) block += native.headerLine(key.toLowerCase(), normalizeValue(init[key]));
  return block;
}

function invalidInit() {
  return new TypeError('Headers constructor: init must be an iterable of pairs or an object of strings.');
}

function without(list, name) {
  const rest = [];
  for (let i = 0; i < list.length; i += 2) if (list[i] !== name) rest.push(list[i], list[i + 1]);
  return rest;
}

function validName(name, method) {
  name = `${name}`;
  if (!native.isToken(name)) throw new TypeError(`Headers.${method}: "${name}" is an invalid header name.`);
  return name.toLowerCase();
}

/** https://fetch.spec.whatwg.org/#concept-header-value-normalize */
function normalizeValue(value) {
  value = `${value}`;
  const { length } = value;
  if (length === 0) return value;
  if (value.charCodeAt(0) > 0x20 && value.charCodeAt(length - 1) > 0x20) return value;
  return value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
}

function validateValue(value, name, method) {
  if (/[\0\r\n]/.test(value) || /[^\0-\xff]/.test(value)) {
    throw new TypeError(`Headers.${method}: the value of "${name}" is an invalid header value.`);
  }
}

/** Walks the pairs as they are at each step, as Web IDL asks of iterators. */
class HeadersIterator {
  #pairs;
  #pick;
  #index = 0;

  constructor(pairs, pick) {
    this.#pairs = pairs;
    this.#pick = pick;
  }

  next() {
    const pairs = this.#pairs();
    if (this.#index >= pairs.length) return { value: undefined, done: true };
    return { value: this.#pick(pairs[this.#index++]), done: false };
  }
}
expose(HeadersIterator, 'Headers Iterator');
Object.setPrototypeOf(HeadersIterator.prototype, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
delete HeadersIterator.prototype.constructor;
