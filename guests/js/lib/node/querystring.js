// Node's `querystring`. Written here: the npm packages of this kind stopped a decade ago, and it is short.
import { toBuffer } from './buffer.js';
import { codedError } from '../error.js';

const DEFAULT_MAX_KEYS = 1000;

export function escape(value) {
  const text = typeof value === 'string' || typeof value === 'object' ? String(value) : `${value}`;
  try {
    return encodeURIComponent(text);
  } catch {
    throw codedError(URIError, 'ERR_INVALID_URI', 'URI malformed');
  }
}

/** Never throws: what is not a valid escape stays as it is, and the bytes that are not UTF-8 become U+FFFD. */
export function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return unescapeBuffer(text).toString();
  }
}

export function unescapeBuffer(text) {
  const units = new TextEncoder().encode(String(text));
  const bytes = new Uint8Array(units.length);
  let length = 0;
  for (let i = 0; i < units.length; i += 1) {
    const escape =
      units[i] === 37 ? /^[0-9a-f]{2}$/i.exec(String.fromCharCode(units[i + 1] ?? 0, units[i + 2] ?? 0)) : null;
    if (escape === null) {
      bytes[length] = units[i];
    } else {
      bytes[length] = Number.parseInt(escape[0], 16);
      i += 2;
    }
    length += 1;
  }
  return toBuffer(bytes.slice(0, length));
}

export function stringify(object, separator = '&', equals = '=', options = undefined) {
  if (object === null || typeof object !== 'object') return '';
  const encode = options?.encodeURIComponent ?? querystring.escape;
  const pairs = [];
  for (const key of Object.keys(object)) {
    const name = encode(primitive(key));
    const value = object[key];
    for (const each of Array.isArray(value) ? value : [value])
      pairs.push(`${name}${equals || '='}${encode(primitive(each))}`);
  }
  return pairs.join(separator || '&');
}

function primitive(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : '';
}

export function parse(text, separator = '&', equals = '=', options = undefined) {
  const result = Object.create(null);
  if (typeof text !== 'string' || text === '') return result;
  const decode = options?.decodeURIComponent ?? querystring.unescape;
  const limit = typeof options?.maxKeys === 'number' ? options.maxKeys : DEFAULT_MAX_KEYS;
  const sign = equals || '=';
  let count = 0;
  for (const part of text.split(separator || '&')) {
    if (part === '') continue;
    if (limit > 0 && count === limit) break;
    count += 1;
    const at = part.indexOf(sign);
    const name = decodePart(at < 0 ? part : part.slice(0, at), decode);
    const value = at < 0 ? '' : decodePart(part.slice(at + sign.length), decode);
    const existing = result[name];
    if (existing === undefined) result[name] = value;
    else if (Array.isArray(existing)) existing.push(value);
    else result[name] = [existing, value];
  }
  return result;
}

function decodePart(part, decode) {
  const text = part.includes('+') ? part.replaceAll('+', ' ') : part;
  return text.includes('%') || decode !== querystring.unescape ? decodeWith(text, decode) : text;
}

function decodeWith(text, decode) {
  try {
    return decode(text);
  } catch {
    return unescape(text);
  }
}

export { parse as decode, stringify as encode };

// Scripts may replace escape and unescape on the module object.
const querystring = { decode: parse, encode: stringify, escape, parse, stringify, unescape, unescapeBuffer };
export default querystring;
