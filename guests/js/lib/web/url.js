import { native } from '../native.js';
import { codedError } from '../error.js';
import { expose, inspectAs, inspectKey, required, toUSVString } from './webidl.js';

/** Positions in the array `native.urlParse` gives. */
const HREF = 0;
const ORIGIN = 1;
const PROTOCOL = 2;
const USERNAME = 3;
const PASSWORD = 4;
const HOST = 5;
const HOSTNAME = 6;
const PORT = 7;
const PATHNAME = 8;
const SEARCH = 9;
const HASH = 10;

let linkedParams;
let reloadParams;
let setQuery;

/** https://url.spec.whatwg.org/#url-class */
export class URL {
  /** The components as strings, replaced as a whole by each setter. */
  #parts;
  #searchParams;

  constructor(url, base = undefined) {
    required(arguments.length, 1, 'URL constructor');
    url = `${url}`;
    if (base !== undefined) base = `${base}`;
    this.#parts = native.urlParse(url, base);
    if (this.#parts === undefined) throw invalidURL(url, base);
  }

  static parse(url, base = undefined) {
    required(arguments.length, 1, 'URL.parse');
    return URL.canParse(url, base) ? new URL(url, base) : null;
  }

  static canParse(url, base = undefined) {
    required(arguments.length, 1, 'URL.canParse');
    return native.urlParse(`${url}`, base === undefined ? undefined : `${base}`) !== undefined;
  }

  get href() {
    return this.#parts[HREF];
  }

  set href(value) {
    const parts = native.urlParse(`${value}`);
    if (parts === undefined) throw invalidURL(`${value}`);
    this.#replace(parts);
  }

  get origin() {
    return this.#parts[ORIGIN];
  }

  get protocol() {
    return this.#parts[PROTOCOL];
  }

  set protocol(value) {
    this.#set('protocol', value);
  }

  get username() {
    return this.#parts[USERNAME];
  }

  set username(value) {
    this.#set('username', value);
  }

  get password() {
    return this.#parts[PASSWORD];
  }

  set password(value) {
    this.#set('password', value);
  }

  get host() {
    return this.#parts[HOST];
  }

  set host(value) {
    this.#set('host', value);
  }

  get hostname() {
    return this.#parts[HOSTNAME];
  }

  set hostname(value) {
    this.#set('hostname', value);
  }

  get port() {
    return this.#parts[PORT];
  }

  set port(value) {
    this.#set('port', value);
  }

  get pathname() {
    return this.#parts[PATHNAME];
  }

  set pathname(value) {
    this.#set('pathname', value);
  }

  get search() {
    return this.#parts[SEARCH];
  }

  set search(value) {
    this.#set('search', value);
  }

  get searchParams() {
    this.#searchParams ??= linkedParams(this, this.#parts[SEARCH]);
    return this.#searchParams;
  }

  get hash() {
    return this.#parts[HASH];
  }

  set hash(value) {
    this.#set('hash', value);
  }

  toString() {
    return this.#parts[HREF];
  }

  toJSON() {
    return this.#parts[HREF];
  }

  #set(name, value) {
    this.#replace(native.urlSet(this.#parts[HREF], name, `${value}`));
  }

  #replace(parts) {
    const changed = parts[SEARCH] !== this.#parts[SEARCH];
    this.#parts = parts;
    if (changed && this.#searchParams !== undefined) reloadParams(this.#searchParams, parts[SEARCH]);
  }

  static {
    // https://url.spec.whatwg.org/#concept-urlsearchparams-update
    setQuery = (url, query) => {
      url.#parts = native.urlSet(url.#parts[HREF], 'search', query);
    };
  }
}
expose(URL);
inspectAs(URL, [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'searchParams',
  'hash',
]);

function invalidURL(input, base) {
  const error = codedError(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}

/** https://url.spec.whatwg.org/#interface-urlsearchparams */
export class URLSearchParams {
  /** Names and values in turn: [name, value, name, value, ...]. */
  #list = [];
  /** The URL whose query this is. @type {URL | undefined} */
  #url;

  constructor(init = '') {
    if (typeof init === 'object' && init !== null) this.#list = listFromObject(init);
    else if (typeof init === 'function') this.#list = listFromObject(init);
    else this.#list = parseQuery(toUSVString(init));
  }

  get size() {
    return this.#list.length / 2;
  }

  append(name, value) {
    required(arguments.length, 2, 'URLSearchParams.append');
    this.#list.push(toUSVString(name), toUSVString(value));
    this.#update();
  }

  delete(name, value = undefined) {
    required(arguments.length, 1, 'URLSearchParams.delete');
    name = toUSVString(name);
    if (value !== undefined) value = toUSVString(value);
    const list = this.#list;
    this.#list = [];
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name && (value === undefined || list[i + 1] === value)) continue;
      this.#list.push(list[i], list[i + 1]);
    }
    this.#update();
  }

  get(name) {
    required(arguments.length, 1, 'URLSearchParams.get');
    name = toUSVString(name);
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) if (list[i] === name) return list[i + 1];
    return null;
  }

  getAll(name) {
    required(arguments.length, 1, 'URLSearchParams.getAll');
    name = toUSVString(name);
    const values = [];
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) if (list[i] === name) values.push(list[i + 1]);
    return values;
  }

  has(name, value = undefined) {
    required(arguments.length, 1, 'URLSearchParams.has');
    name = toUSVString(name);
    if (value !== undefined) value = toUSVString(value);
    const list = this.#list;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === name && (value === undefined || list[i + 1] === value)) return true;
    }
    return false;
  }

  set(name, value) {
    required(arguments.length, 2, 'URLSearchParams.set');
    name = toUSVString(name);
    value = toUSVString(value);
    const list = this.#list;
    this.#list = [];
    let found = false;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] !== name) {
        this.#list.push(list[i], list[i + 1]);
      } else if (!found) {
        found = true;
        this.#list.push(name, value);
      }
    }
    if (!found) this.#list.push(name, value);
    this.#update();
  }

  /** By name, in the order of UTF-16 code units; entries of one name keep their order. */
  sort() {
    const pairs = [];
    for (let i = 0; i < this.#list.length; i += 2) pairs.push([this.#list[i], this.#list[i + 1]]);
    pairs.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
    this.#list = pairs.flat();
    this.#update();
  }

  forEach(callback, thisArg = undefined) {
    required(arguments.length, 1, 'URLSearchParams.forEach');
    if (typeof callback !== 'function') throw new TypeError('URLSearchParams.forEach: the callback is not a function.');
    for (let i = 0; i < this.#list.length; i += 2) callback.call(thisArg, this.#list[i + 1], this.#list[i], this);
  }

  entries() {
    return new ParamsIterator(() => this.#list, (list, i) => [list[i], list[i + 1]]);
  }

  keys() {
    return new ParamsIterator(() => this.#list, (list, i) => list[i]);
  }

  values() {
    return new ParamsIterator(() => this.#list, (list, i) => list[i + 1]);
  }

  toString() {
    return serialize(this.#list);
  }

  #update() {
    if (this.#url !== undefined) setQuery(this.#url, serialize(this.#list));
  }

  static {
    linkedParams = (url, search) => {
      const params = new URLSearchParams(search);
      params.#url = url;
      return params;
    };
    reloadParams = (params, search) => {
      params.#list = parseQuery(search);
    };
  }
}
expose(URLSearchParams);
Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, {
  value: URLSearchParams.prototype.entries,
  writable: true,
  configurable: true,
});
Object.defineProperty(URLSearchParams.prototype, inspectKey, {
  value(depth, options, inspect) {
    if (depth < 0) return '[URLSearchParams]';
    // A Map cannot hold a name twice, so the pairs are shown one by one.
    const shown = [...this].map(([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`);
    return shown.length === 0 ? 'URLSearchParams {}' : `URLSearchParams { ${shown.join(', ')} }`;
  },
  writable: true,
  configurable: true,
});

/** https://url.spec.whatwg.org/#concept-urlencoded-parser, of a query with or without its question mark. */
function parseQuery(query) {
  if (query === '') return [];
  return native.formParse(query.charCodeAt(0) === 0x3f ? query.slice(1) : query);
}

/** https://url.spec.whatwg.org/#concept-urlencoded-serializer */
function serialize(list) {
  let text = '';
  for (let i = 0; i < list.length; i += 2) {
    if (i > 0) text += '&';
    text += `${native.formEncode(list[i])}=${native.formEncode(list[i + 1])}`;
  }
  return text;
}

/** The Web IDL union of a sequence of pairs and a record. */
function listFromObject(init) {
  const list = [];
  const method = init[Symbol.iterator];
  if (method !== undefined && method !== null) {
    if (typeof method !== 'function') throw codedError(TypeError, 'ERR_ARG_NOT_ITERABLE', 'Query pairs must be iterable');
    for (const pair of { [Symbol.iterator]: () => method.call(init) }) {
      const [name, value] = toPair(pair);
      list.push(toUSVString(name), toUSVString(value));
    }
    return list;
  }
  // Two keys may become one when surrogates are replaced; the later value wins, in the earlier place.
  const record = new Map();
  for (const key of Reflect.ownKeys(init)) {
    if (!Object.getOwnPropertyDescriptor(init, key)?.enumerable) continue;
    record.set(toUSVString(key), toUSVString(init[key]));
  }
  for (const [name, value] of record) list.push(name, value);
  return list;
}

function toPair(pair) {
  const isIterable = pair !== null && pair !== undefined && typeof pair[Symbol.iterator] === 'function';
  const items = isIterable && typeof pair !== 'string' ? [...pair] : [];
  if (items.length !== 2) {
    throw codedError(TypeError, 'ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
  }
  return items;
}

/** Walks a list that may be replaced or grow on the way, as the standard's iterators do. */
class ParamsIterator {
  #list;
  #pick;
  #index = 0;

  constructor(list, pick) {
    this.#list = list;
    this.#pick = pick;
  }

  next() {
    const list = this.#list();
    if (this.#index >= list.length) return { value: undefined, done: true };
    const value = this.#pick(list, this.#index);
    this.#index += 2;
    return { value, done: false };
  }
}
expose(ParamsIterator, 'URLSearchParams Iterator');
Object.setPrototypeOf(ParamsIterator.prototype, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
delete ParamsIterator.prototype.constructor;
