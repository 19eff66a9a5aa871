/** https://html.spec.whatwg.org/multipage/structured-data.html#structured-cloning */

import { blobBytes, blobFromBytes, File, fileFromBytes, isBlob } from './blob.js';
import { DOMException, isDOMException } from './exception.js';
import { isArrayBuffer, isPlatformObject, required } from './webidl.js';

const { toString } = Object.prototype;
const ERRORS = { __proto__: null, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const BOXED = [
  [Boolean, 'Boolean'],
  [Number, 'Number'],
  [String, 'String'],
  [BigInt, 'BigInt'],
];

/**
 * A deep copy: cycles, maps, sets, dates, buffers and errors included.
 * @param {unknown} value
 * @param {{ transfer?: ArrayBuffer[] }} [options] buffers that are moved instead of copied
 */
export function structuredClone(value, options = undefined) {
  required(arguments.length, 1, "Failed to execute 'structuredClone'");
  const transfer = options?.transfer === undefined ? [] : [...options.transfer];
  const memory = new Map();
  for (const buffer of transfer) {
    if (!isArrayBuffer(buffer)) throw notCloneable('A value in the transfer list', 'cannot be transferred');
    if (buffer.detached) throw notCloneable('An ArrayBuffer', 'is detached and cannot be transferred');
    if (memory.has(buffer)) throw notCloneable('An ArrayBuffer', 'occurs twice in the transfer list');
    memory.set(buffer, undefined);
  }
  // Nothing is detached unless everything can be cloned.
  const moved = new Map();
  for (const buffer of transfer) {
    const target = new ArrayBuffer(buffer.byteLength);
    memory.set(buffer, target);
    moved.set(buffer, target);
  }
  const copy = clone(value, memory);
  for (const [buffer, target] of moved) new Uint8Array(target).set(new Uint8Array(buffer.transfer()));
  return copy;
}

function clone(value, memory) {
  if (typeof value === 'symbol') throw notCloneable(String(value));
  if (typeof value === 'function') throw notCloneable(describe(value));
  if (typeof value !== 'object' || value === null) return value;
  const known = memory.get(value);
  if (known !== undefined) return known;
  const leaf = cloneLeaf(value, memory);
  if (leaf !== undefined) {
    memory.set(value, leaf);
    return leaf;
  }
  if (value instanceof Map) return cloneMap(value, memory);
  if (value instanceof Set) return cloneSet(value, memory);
  if (value instanceof Error) return cloneError(value, memory);
  return cloneProperties(value, Array.isArray(value) ? new Array(value.length) : {}, memory);
}

/** What holds no other values; undefined for what does. Throws for what cannot be cloned. */
function cloneLeaf(value, memory) {
  for (const [Box, name] of BOXED) {
    if (value instanceof Box && toString.call(value) === `[object ${name}]`) return Object(Box.prototype.valueOf.call(value));
  }
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (isArrayBuffer(value)) return cloneBuffer(value);
  if (ArrayBuffer.isView(value)) {
    const buffer = clone(value.buffer, memory);
    const length = value instanceof DataView ? value.byteLength : value.length;
    return new (viewConstructor(value))(buffer, value.byteOffset, length);
  }
  if (isBlob(value)) {
    const bytes = blobBytes(value);
    return value instanceof File
      ? fileFromBytes(bytes, value.name, value.type, value.lastModified)
      : blobFromBytes(bytes, value.type);
  }
  if (isDOMException(value)) return new DOMException(value.message, value.name);
  if (value instanceof Map || value instanceof Set || value instanceof Error || Array.isArray(value)) return undefined;
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef) {
    throw notCloneable(describe(value));
  }
  if (isPlatformObject(value)) throw notCloneable(describe(value));
  return undefined;
}

/** A subclass such as Buffer becomes the plain view it is made of. */
function viewConstructor(view) {
  return view instanceof DataView ? DataView : globalThis[view[Symbol.toStringTag]];
}

function cloneBuffer(buffer) {
  if (buffer.detached) throw notCloneable('An ArrayBuffer', 'is detached and could not be cloned');
  if (!buffer.resizable) return buffer.slice(0);
  const copy = new ArrayBuffer(buffer.byteLength, { maxByteLength: buffer.maxByteLength });
  new Uint8Array(copy).set(new Uint8Array(buffer));
  return copy;
}

function cloneMap(map, memory) {
  const copy = new Map();
  memory.set(map, copy);
  for (const [key, value] of [...map]) copy.set(clone(key, memory), clone(value, memory));
  return copy;
}

function cloneSet(set, memory) {
  const copy = new Set();
  memory.set(set, copy);
  for (const value of [...set]) copy.add(clone(value, memory));
  return copy;
}

function cloneError(error, memory) {
  const made = new (ERRORS[error.name] ?? Error)();
  memory.set(error, made);
  for (const name of ['message', 'stack', 'cause']) {
    const descriptor = Object.getOwnPropertyDescriptor(error, name);
    if (descriptor === undefined || !('value' in descriptor)) continue;
    const value = name === 'cause' ? clone(descriptor.value, memory) : `${descriptor.value}`;
    Object.defineProperty(made, name, { value, writable: true, configurable: true, enumerable: false });
  }
  return made;
}

function cloneProperties(object, copy, memory) {
  memory.set(object, copy);
  for (const key of Object.keys(object)) copy[key] = clone(object[key], memory);
  return copy;
}

function describe(value) {
  if (typeof value === 'function') return String(value);
  const text = toString.call(value);
  return value.constructor?.name ? `#<${value.constructor.name}>` : text;
}

function notCloneable(what, why = 'could not be cloned') {
  return new DOMException(`${what} ${why}.`, 'DataCloneError');
}
