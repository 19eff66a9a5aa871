// Header fields: between Node's objects and arrays and the header blocks the host speaks.
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { validateString } from '../errors.js';

export function validateHeaderName(name, label = 'Header name') {
  if (typeof name !== 'string' || !native.isToken(name)) {
    throw codedError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `${label} must be a valid HTTP token ["${String(name)}"]`);
  }
}

// RFC 9110, section 5.5: no control characters but the tab, and one byte per character.
const FORBIDDEN_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

export function validateHeaderValue(name, value) {
  if (value === undefined) {
    throw codedError(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "undefined" for header "${name}"`);
  }
  if (hasForbiddenCharacter(String(value))) {
    throw codedError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
  }
}

export function hasForbiddenCharacter(text) {
  return FORBIDDEN_IN_VALUE.test(text);
}

const { headerLine } = native;

/** The field lines of one header; an array gives one line for each of its values. */
export function fieldLines(name, value) {
  if (typeof value === 'string' || !Array.isArray(value)) return fieldLine(name, value);
  let lines = '';
  for (const each of value) lines += fieldLine(name, each);
  return lines;
}

/** The latest line of each name: servers send the same few headers over and over. */
const latest = new Map();
const MOST_NAMES = 64;

function fieldLine(name, value) {
  const known = latest.get(name);
  if (known !== undefined && known.value === value) return known.line;
  const line = checkedLine(name, value);
  if (typeof value === 'string' && value.length < 256) {
    if (latest.size >= MOST_NAMES) latest.clear();
    latest.set(name, { value, line });
  }
  return line;
}

function checkedLine(name, value) {
  const text = typeof value === 'string' || value === undefined ? value : String(value);
  let line;
  try {
    if (text !== undefined && typeof name === 'string') line = headerLine(name, text);
  } catch {
    // The checks below find the same fault again and report it as Node does.
  }
  // White space at the ends is not sent. Where some was taken away, it may have been a line end.
  if (line !== undefined && line.length === name.length + text.length + 4) return line;
  validateHeaderName(name);
  validateHeaderValue(name, value);
  if (line !== undefined) return line;
  throw codedError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
}

// RFC 9110 allows one value of these; as Node, the first one counts.
const SINGLE = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

/** Node's `headers` object: repeated fields joined, `set-cookie` an array. */
export function headersObject(block) {
  const flat = native.parseHeaders(block);
  const headers = {};
  for (let i = 0; i < flat.length; i += 2) {
    const name = flat[i];
    const value = flat[i + 1];
    const existing = headers[name];
    if (name === 'set-cookie') {
      if (existing === undefined) headers[name] = [value];
      else existing.push(value);
    } else if (typeof existing !== 'string') {
      headers[name] = value;
    } else if (!SINGLE.has(name)) {
      headers[name] = existing + (name === 'cookie' ? '; ' : ', ') + value;
    }
  }
  return headers;
}

/** Node's `headersDistinct`: every field an array of its values. */
export function distinctHeaders(block) {
  const flat = native.parseHeaders(block);
  const headers = Object.create(null);
  for (let i = 0; i < flat.length; i += 2) (headers[flat[i]] ??= []).push(flat[i + 1]);
  return headers;
}

/** Calls `set(name, value)` for the headers of an object, a flat array, an array of pairs, a Headers or a Map. */
export function forEachHeader(headers, set) {
  if (Array.isArray(headers)) {
    if (Array.isArray(headers[0])) {
      for (const [name, value] of headers) set(name, value);
      return;
    }
    if (headers.length % 2 !== 0) {
      throw codedError(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        "The argument 'headers' is invalid. It has an odd number of elements",
      );
    }
    for (let i = 0; i < headers.length; i += 2) set(headers[i], headers[i + 1]);
    return;
  }
  if (!isPlain(headers)) {
    for (const [name, value] of headers) set(name, value);
    return;
  }
  for (const name of Object.keys(headers)) set(name, headers[name]);
}

const { iterator } = Symbol;

/** Whether headers are given as an object of names and values. */
export function isPlain(headers) {
  return headers[iterator] === undefined;
}

/** A method name as it is sent. */
export function validateMethod(method) {
  validateString(method, 'options.method');
  if (!native.isToken(method)) validateHeaderName(method, 'Method');
  return method.toUpperCase();
}
