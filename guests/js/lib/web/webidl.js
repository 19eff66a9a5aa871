/** What the interfaces of this folder share of Web IDL: conversions, argument checks, and how a class is exposed. */

const platformPrototypes = new WeakSet();

/**
 * Gives a class the shape Web IDL asks for: enumerable members and a `Symbol.toStringTag`. It also marks its instances
 * as platform objects, which `structuredClone` refuses unless it knows them.
 */
export function expose(Class, name = nameOf(Class)) {
  Object.defineProperty(Class, 'name', { value: name, configurable: true });
  makeMembersEnumerable(Class.prototype);
  makeMembersEnumerable(Class);
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: name, configurable: true });
  platformPrototypes.add(Class.prototype);
  return Class;
}

/** The bundler puts an underscore before the name of a class that refers to itself. */
function nameOf(Class) {
  return Class.name.replace(/^_(?=[A-Z])/, '');
}

function makeMembersEnumerable(target) {
  for (const key of Object.getOwnPropertyNames(target)) {
    if (key === 'constructor' || key === 'prototype' || key === 'name' || key === 'length') continue;
    const descriptor = Object.getOwnPropertyDescriptor(target, key);
    if (!descriptor.configurable) continue;
    Object.defineProperty(target, key, { ...descriptor, enumerable: true });
  }
}

/** Defines constants on a class and its prototype, as Web IDL `const` members. */
export function defineConstants(Class, constants) {
  for (const [name, value] of Object.entries(constants)) {
    Object.defineProperty(Class, name, { value, enumerable: true });
    Object.defineProperty(Class.prototype, name, { value, enumerable: true });
  }
}

/** Whether a value is an instance of one of the classes given to `expose`. */
export function isPlatformObject(value) {
  for (let proto = Object.getPrototypeOf(value); proto !== null; proto = Object.getPrototypeOf(proto)) {
    if (platformPrototypes.has(proto)) return true;
  }
  return false;
}

/** The key by which `inspect` finds how an object wants to be shown. */
export const inspectKey = Symbol.for('nodejs.util.inspect.custom');

/** Shows instances of a class as `ClassName { member: value, ... }` for the given getters. */
export function inspectAs(Class, members) {
  Object.defineProperty(Class.prototype, inspectKey, {
    value(depth, options, inspect) {
      if (this === Class.prototype) return Object.prototype.toString.call(this);
      if (depth < 0) return `[${this.constructor?.name ?? Class.name}]`;
      const shown = {};
      for (const member of members) shown[member] = this[member];
      return `${this.constructor?.name ?? Class.name} ${inspect(shown, { ...options, depth: options.depth === null ? null : depth - 1 })}`;
    },
    writable: true,
    configurable: true,
  });
}

/** Throws the TypeError of a call with too few arguments. */
export function required(count, expected, what) {
  if (count >= expected) return;
  throw new TypeError(`${what}: ${expected} argument${expected === 1 ? '' : 's'} required, but only ${count} present.`);
}

/** Web IDL `USVString`: a string without unpaired surrogates. */
export function toUSVString(value) {
  return `${value}`.toWellFormed();
}

/** Web IDL enumeration: the value itself when it is one of `allowed`. */
export function toEnum(value, allowed, what) {
  const text = `${value}`;
  if (allowed.includes(text)) return text;
  throw new TypeError(`${what}: '${text}' is not one of ${allowed.map((name) => `'${name}'`).join(', ')}.`);
}

/** Web IDL dictionary: undefined and null are the empty dictionary, other primitives are refused. */
export function toDictionary(value, what) {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' || typeof value === 'function') return value;
  throw new TypeError(`${what} must be an object.`);
}

/** The argument of a constructor that only the library may call. */
export const internal = Symbol('internal');

/** Throws for `new X()` of an interface without a constructor. */
export function requireInternal(token) {
  if (token !== internal) throw new TypeError('Illegal constructor');
}

/** Whether a value is an ArrayBuffer (of any realm) or a view of one. */
export function isBufferSource(value) {
  return ArrayBuffer.isView(value) || isArrayBuffer(value);
}

const byteLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get;

/** A brand check: an ArrayBuffer whatever its prototype says. */
export function isArrayBuffer(value) {
  if (typeof value !== 'object' || value === null) return false;
  try {
    byteLength.call(value);
    return true;
  } catch {
    return false;
  }
}

/** The bytes a buffer source covers, without copying. */
export function bytesOf(source) {
  if (source instanceof Uint8Array) return source;
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  return new Uint8Array(source);
}
