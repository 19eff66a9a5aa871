// Node's `util`.
import { format, formatWithOptions, inspect } from '../web/inspect.js';
import {
  isDeepEqual,
  isDeepStrictEqual as deepStrictEqual,
} from '../../node_modules/assert/build/internal/util/comparisons.js';
import { codedError, unsupported } from '../error.js';
import { nextTick } from '../tick.js';
import {
  invalidArgType,
  invalidArgValue,
  validateAbortSignal,
  validateFunction,
  validateObject,
  validateString,
} from './errors.js';
import { parseArgs } from './parse_args.js';
import types from './util_types.js';
import { emitWarning } from './warning.js';

export { format, formatWithOptions, inspect, parseArgs, types };
export const { TextDecoder, TextEncoder } = globalThis;

const kPromisifyCustom = Symbol.for('nodejs.util.promisify.custom');

/** A function that gives a promise, from one that takes an error-first callback. */
export function promisify(original) {
  validateFunction(original, 'original');
  const custom = original[kPromisifyCustom];
  if (custom !== undefined) {
    validateFunction(custom, 'util.promisify.custom');
    return Object.defineProperty(custom, kPromisifyCustom, { value: custom, configurable: true });
  }
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error, value) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  Object.defineProperty(promisified, kPromisifyCustom, { value: promisified, configurable: true });
  return Object.defineProperties(promisified, ownDescriptors(original));
}
promisify.custom = kPromisifyCustom;

/** A function that takes an error-first callback, from one that gives a promise. */
export function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const callback = args.pop();
    if (typeof callback !== 'function') throw invalidArgType('last argument', 'of type function', callback);
    Reflect.apply(original, this, args).then(
      (value) => nextTick(callback.bind(this), null, value),
      (reason) => nextTick(callback.bind(this), reason || falsyRejection(reason)),
    );
  }
  const descriptors = ownDescriptors(original);
  if (typeof descriptors.length?.value === 'number') descriptors.length.value += 1;
  if (typeof descriptors.name?.value === 'string') descriptors.name.value += 'Callbackified';
  return Object.defineProperties(callbackified, descriptors);
}

function ownDescriptors(original) {
  const descriptors = Object.getOwnPropertyDescriptors(original);
  delete descriptors.prototype;
  delete descriptors[kPromisifyCustom];
  return descriptors;
}

function falsyRejection(reason) {
  const error = codedError(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value');
  error.reason = reason;
  return error;
}

export function inherits(constructor, superConstructor) {
  if (typeof constructor !== 'function') throw invalidArgType('ctor', 'of type function', constructor);
  if (typeof superConstructor !== 'function') throw invalidArgType('superCtor', 'of type function', superConstructor);
  if (superConstructor.prototype === undefined)
    throw invalidArgType('superCtor.prototype', 'of type object', undefined);
  Object.defineProperty(constructor, 'super_', { value: superConstructor, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, superConstructor.prototype);
}

/** `original`, with a warning on its first use. */
export function deprecate(original, message, code) {
  let warned = false;
  function deprecated(...args) {
    if (!warned) {
      warned = true;
      emitWarning(message, 'DeprecationWarning', code);
    }
    return new.target ? Reflect.construct(original, args, new.target) : Reflect.apply(original, this, args);
  }
  Object.setPrototypeOf(deprecated, original);
  if (original.prototype) deprecated.prototype = original.prototype;
  return deprecated;
}

/** A function that writes to standard error when the variable NODE_DEBUG names `section`. */
export function debuglog(section, onEnabled) {
  let enabled;
  const isEnabled = () => {
    enabled ??= sectionPattern(globalThis.process.env.NODE_DEBUG ?? '').test(section);
    return enabled;
  };
  const log = (...args) => {
    if (isEnabled())
      globalThis.process.stderr.write(`${section.toUpperCase()} ${globalThis.process.pid}: ${format(...args)}\n`);
  };
  Object.defineProperty(log, 'enabled', { get: isEnabled, configurable: true, enumerable: true });
  onEnabled?.(log);
  return log;
}
export { debuglog as debug };

function sectionPattern(names) {
  if (names === '') return /^(?!)/;
  const alternatives = names
    .replace(/[|\\{}()[\]^$+?.]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll(',', '$|^');
  return new RegExp(`^${alternatives}$`, 'i');
}

export function isDeepStrictEqual(a, b) {
  return deepStrictEqual(a, b);
}
export { isDeepEqual as _isDeepEqual };

const ANSI_ESCAPES =
  /[\u001b\u009b][[()#;?]*(?:[0-9]{1,4}(?:;[0-9]{0,4})*)?[0-9A-ORZcf-nqry=><~]|\u001b\][^\u0007]*\u0007/g;

export function stripVTControlCharacters(text) {
  validateString(text, 'str');
  return text.replace(ANSI_ESCAPES, '');
}

/** `text` between the escape sequences of one or more styles of inspect.colors. */
export function styleText(style, text) {
  validateString(text, 'text');
  let before = '';
  let after = '';
  for (const name of Array.isArray(style) ? style : [style]) {
    const codes = inspect.colors[name];
    if (codes === undefined)
      throw invalidArgValue('format', name, `must be one of: ${Object.keys(inspect.colors).join(', ')}`);
    before += `\u001b[${codes[0]}m`;
    after = `\u001b[${codes[1]}m${after}`;
  }
  return `${before}${text}${after}`;
}

export function toUSVString(value) {
  return String(value).toWellFormed();
}

/** Settles when `signal` aborts. `resource` is what the waiting belongs to; it is not kept alive by it. */
export async function aborted(signal, resource) {
  if (signal === undefined) throw invalidArgType('signal', 'an instance of AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource');
  if (signal.aborted) return undefined;
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

export function transferableAbortController() {
  throw unsupported('util.transferableAbortController', 'a script runs in one thread; use AbortController');
}

export function transferableAbortSignal() {
  throw unsupported('util.transferableAbortSignal', 'a script runs in one thread; use AbortSignal');
}

export function getSystemErrorName(number) {
  throw unsupported(`util.getSystemErrorName(${number})`, 'errors carry their name as `code`');
}

export function getSystemErrorMap() {
  throw unsupported('util.getSystemErrorMap', 'errors carry their name as `code`');
}

export class MIMEType {
  constructor() {
    throw unsupported('util.MIMEType', 'a Blob or a Response parses a media type');
  }
}

export class MIMEParams {
  constructor() {
    throw unsupported('util.MIMEParams', 'a Blob or a Response parses a media type');
  }
}

/** Deprecated in Node, still used by old packages. */
export function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  return Object.assign(target, source);
}

export function _errnoException(code, syscall, original) {
  const error = codedError(Error, String(code), `${syscall} ${code}${original ? ` ${original}` : ''}`);
  error.syscall = syscall;
  return error;
}

export function log(...args) {
  globalThis.console.log('%s - %s', new Date().toLocaleString(), format(...args));
}

export const isArray = Array.isArray;
export const isBoolean = (value) => typeof value === 'boolean';
export const isBuffer = (value) => globalThis.Buffer.isBuffer(value);
export const isDate = types.isDate;
export const isError = (value) => types.isNativeError(value) || value instanceof Error;
export const isFunction = (value) => typeof value === 'function';
export const isNull = (value) => value === null;
export const isNullOrUndefined = (value) => value === null || value === undefined;
export const isNumber = (value) => typeof value === 'number';
export const isObject = (value) => value !== null && typeof value === 'object';
export const isPrimitive = (value) => value === null || (typeof value !== 'object' && typeof value !== 'function');
export const isRegExp = types.isRegExp;
export const isString = (value) => typeof value === 'string';
export const isSymbol = (value) => typeof value === 'symbol';
export const isUndefined = (value) => value === undefined;

export default {
  MIMEParams,
  MIMEType,
  TextDecoder,
  TextEncoder,
  _errnoException,
  _extend,
  aborted,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  formatWithOptions,
  getSystemErrorMap,
  getSystemErrorName,
  inherits,
  inspect,
  isArray,
  isBoolean,
  isBuffer,
  isDate,
  isDeepStrictEqual,
  isError,
  isFunction,
  isNull,
  isNullOrUndefined,
  isNumber,
  isObject,
  isPrimitive,
  isRegExp,
  isString,
  isSymbol,
  isUndefined,
  log,
  parseArgs,
  promisify,
  stripVTControlCharacters,
  styleText,
  toUSVString,
  transferableAbortController,
  transferableAbortSignal,
  types,
};
