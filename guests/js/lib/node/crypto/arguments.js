// What the functions of `crypto` take: bytes in any form, names of hashes, numbers in a range.
import { codedError } from '../../error.js';
import { isArrayBuffer } from '../../web/webidl.js';
import { Buffer, bufferOver } from '../buffer.js';
import { invalidArgType, outOfRange } from '../errors.js';
import { KeyObject, keyBytes } from './key.js';

const BYTES = 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView';

/** The names OpenSSL knows a hash by, in lower case, to the name that the guest knows it by. */
const HASHES = new Map([['rsa-md5', 'md5']]);
for (const bits of [1, 224, 256, 384, 512]) {
  const name = `sha${bits}`;
  for (const alias of [name, `sha-${bits}`, `rsa-${name}`]) HASHES.set(alias, name);
  if (bits > 1) HASHES.set(`sha2-${bits}`, name);
}
HASHES.set('md5', 'md5');

export const HASH_NAMES = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];

/** The guest's name of a hash, undefined for an unknown one. */
export function hashName(name) {
  return HASHES.get(name) ?? HASHES.get(name.toLowerCase());
}

/** A hash for HMAC and for deriving keys. */
export function requireHash(name) {
  const known = hashName(name);
  if (known === undefined) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
  return known;
}

/** What a native function takes as bytes: a string in UTF-8 stays one. */
export function toBytes(value, name, encoding = undefined) {
  if (typeof value === 'string') {
    return encoding === undefined || encoding === 'utf8' || encoding === 'buffer' ? value : Buffer.from(value, encoding);
  }
  if (ArrayBuffer.isView(value) || isArrayBuffer(value)) return value;
  throw invalidArgType(name, BYTES, value);
}

/** As toBytes(), for a key, which may be a KeyObject. */
export function toKeyBytes(value, name, encoding = undefined) {
  return value instanceof KeyObject ? keyBytes(value) : toBytes(value, name, encoding);
}

/** How many bytes a value of toBytes() has. */
export function byteLength(bytes) {
  return typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.byteLength;
}

/** The result of a native function in the form asked for: a string in an encoding, or a Buffer. */
export function inEncoding(memory, encoding) {
  const bytes = bufferOver(memory);
  return encoding === undefined || encoding === null || encoding === 'buffer' ? bytes : bytes.toString(encoding);
}

/** A whole number from `least` to `most`. */
export function validateWhole(value, name, least, most) {
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < least || value > most) throw outOfRange(name, `>= ${least} && <= ${most}`, value);
  return value;
}
