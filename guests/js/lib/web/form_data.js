import { native } from '../native.js';
import { blobBytes, File, fileFromBytes, isBlob } from './blob.js';
import { expose, inspectKey, required, toUSVString } from './webidl.js';

/** The entries of a form, as an array of [name, value] pairs. */
export let formEntries;

/** https://xhr.spec.whatwg.org/#interface-formdata */
export class FormData {
  /** @type {[string, string | File][]} */
  #entries = [];

  constructor(form = undefined) {
    if (form !== undefined) throw new TypeError('FormData constructor: there are no form elements here.');
  }

  append(name, value, filename = undefined) {
    required(arguments.length, 2, 'FormData.append');
    this.#entries.push(makeEntry(name, value, filename, arguments.length > 2, 'append'));
  }

  delete(name) {
    required(arguments.length, 1, 'FormData.delete');
    name = toUSVString(name);
    this.#entries = this.#entries.filter((entry) => entry[0] !== name);
  }

  get(name) {
    required(arguments.length, 1, 'FormData.get');
    name = toUSVString(name);
    const entry = this.#entries.find((candidate) => candidate[0] === name);
    return entry === undefined ? null : entry[1];
  }

  getAll(name) {
    required(arguments.length, 1, 'FormData.getAll');
    name = toUSVString(name);
    return this.#entries.filter((entry) => entry[0] === name).map((entry) => entry[1]);
  }

  has(name) {
    required(arguments.length, 1, 'FormData.has');
    name = toUSVString(name);
    return this.#entries.some((entry) => entry[0] === name);
  }

  set(name, value, filename = undefined) {
    required(arguments.length, 2, 'FormData.set');
    const entry = makeEntry(name, value, filename, arguments.length > 2, 'set');
    const first = this.#entries.findIndex((candidate) => candidate[0] === entry[0]);
    if (first < 0) {
      this.#entries.push(entry);
      return;
    }
    this.#entries[first] = entry;
    this.#entries = this.#entries.filter((candidate, index) => index <= first || candidate[0] !== entry[0]);
  }

  forEach(callback, thisArg = undefined) {
    required(arguments.length, 1, 'FormData.forEach');
    if (typeof callback !== 'function') throw new TypeError('FormData.forEach: the callback is not a function.');
    for (const [name, value] of this) callback.call(thisArg, value, name, this);
  }

  entries() {
    return new FormDataIterator(() => this.#entries, ([name, value]) => [name, value]);
  }

  keys() {
    return new FormDataIterator(() => this.#entries, ([name]) => name);
  }

  values() {
    return new FormDataIterator(() => this.#entries, ([, value]) => value);
  }

  static {
    formEntries = (form) => form.#entries;
  }
}
expose(FormData);
Object.defineProperty(FormData.prototype, Symbol.iterator, {
  value: FormData.prototype.entries,
  writable: true,
  configurable: true,
});
Object.defineProperty(FormData.prototype, inspectKey, {
  value(depth, options, inspect) {
    if (depth < 0) return '[FormData]';
    const shown = {};
    for (const [name, value] of this) {
      if (name in shown) shown[name] = [].concat(shown[name], value);
      else shown[name] = value;
    }
    return `FormData ${inspect(shown, options)}`;
  },
  writable: true,
  configurable: true,
});

/** https://xhr.spec.whatwg.org/#create-an-entry */
function makeEntry(name, value, filename, hasFilename, method) {
  name = toUSVString(name);
  if (!isBlob(value)) {
    if (hasFilename) throw new TypeError(`FormData.${method}: a file name is given, but the value is not a Blob.`);
    return [name, toUSVString(value)];
  }
  if (value instanceof File && !hasFilename) return [name, value];
  const fileName = hasFilename ? toUSVString(filename) : 'blob';
  return [name, fileFromBytes(blobBytes(value), fileName, value.type, value.lastModified)];
}

/** Walks the entries as they are at each step, as Web IDL asks of iterators. */
class FormDataIterator {
  #entries;
  #pick;
  #index = 0;

  constructor(entries, pick) {
    this.#entries = entries;
    this.#pick = pick;
  }

  next() {
    const entries = this.#entries();
    if (this.#index >= entries.length) return { value: undefined, done: true };
    return { value: this.#pick(entries[this.#index++]), done: false };
  }
}
expose(FormDataIterator, 'FormData Iterator');
Object.setPrototypeOf(FormDataIterator.prototype, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
delete FormDataIterator.prototype.constructor;

/** A form from `[name, value, name, value, ...]`. */
export function formFromPairs(pairs) {
  const form = new FormData();
  for (let i = 0; i < pairs.length; i += 2) form.append(pairs[i], pairs[i + 1]);
  return form;
}

/** https://html.spec.whatwg.org/#multipart-form-data: the body and its content type. */
export function encodeMultipart(form) {
  const boundary = makeBoundary();
  const pieces = [];
  let size = 0;
  const add = (piece) => {
    pieces.push(piece);
    size += piece.byteLength;
  };
  for (const [name, value] of formEntries(form)) {
    const disposition = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(withCrlf(name))}"`;
    if (typeof value === 'string') {
      add(native.utf8Encode(`${disposition}\r\n\r\n${withCrlf(value)}\r\n`));
    } else {
      const type = value.type === '' ? 'application/octet-stream' : value.type;
      add(native.utf8Encode(`${disposition}; filename="${escapeName(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`));
      add(blobBytes(value));
      add(CRLF);
    }
  }
  add(native.utf8Encode(`--${boundary}--\r\n`));
  const bytes = new Uint8Array(size);
  let position = 0;
  for (const piece of pieces) {
    bytes.set(piece, position);
    position += piece.byteLength;
  }
  return { bytes, type: `multipart/form-data; boundary=${boundary}` };
}

const CRLF = new Uint8Array([0x0d, 0x0a]);

function makeBoundary() {
  const random = new Uint8Array(16);
  native.random(random);
  return `----formdata-strait-${native.hexEncode(random)}`;
}

function withCrlf(text) {
  return text.replace(/\r\n?|\n/g, '\r\n');
}

function escapeName(name) {
  return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}

/**
 * https://andreubotella.github.io/multipart-form-data/#multipart-form-data-parser
 * @param {Uint8Array} bytes
 * @returns {FormData | undefined} undefined for failure
 */
export function parseMultipart(bytes, boundary) {
  // One character per byte, so that positions found in the text are positions in the bytes.
  const text = native.latin1Decode(bytes);
  const delimiter = `--${boundary}`;
  const form = new FormData();
  if (!text.startsWith(delimiter)) return undefined;
  let position = delimiter.length;
  for (;;) {
    if (text.startsWith('--', position)) return form;
    if (!text.startsWith('\r\n', position)) return undefined;
    position += 2;
    const headEnd = text.indexOf('\r\n\r\n', position);
    if (headEnd < 0) return undefined;
    const part = parsePartHead(text.slice(position, headEnd));
    if (part === undefined) return undefined;
    const start = headEnd + 4;
    const end = text.indexOf(`\r\n${delimiter}`, start);
    if (end < 0) return undefined;
    if (part.filename === undefined) {
      form.append(part.name, native.utf8Decode(bytes.subarray(start, end)));
    } else {
      form.append(part.name, fileFromBytes(bytes.slice(start, end), part.filename, part.type));
    }
    position = end + 2 + delimiter.length;
  }
}

/** The name, file name and type a part's header lines give, undefined when they are not those of a form field. */
function parsePartHead(head) {
  let name;
  let filename;
  let type = 'text/plain';
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) return undefined;
    const value = line.slice(colon + 1).trim();
    switch (line.slice(0, colon).trim().toLowerCase()) {
      case 'content-disposition':
        if (!/^form-data\s*(;|$)/i.test(value)) return undefined;
        name = parameter(value, 'name');
        filename = parameter(value, 'filename');
        break;
      case 'content-type':
        type = value.toLowerCase();
        break;
      default:
    }
  }
  return name === undefined ? undefined : { name, filename, type };
}

function parameter(value, name) {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(value);
  if (match === null) return undefined;
  const text = native.utf8Decode(native.latin1Encode(match[1] ?? match[2]));
  return text.replace(/%0D/gi, '\r').replace(/%0A/gi, '\n').replace(/%22/g, '"');
}
