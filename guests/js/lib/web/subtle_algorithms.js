/** The algorithms of https://w3c.github.io/webcrypto/#algorithm-overview that are there, and how their parameters are read. */
import { native } from '../native.js';
import { DOMException } from './exception.js';
import { bytesOf, isBufferSource } from './webidl.js';

/** Which usages a key of an algorithm may have. */
export const KEY_USAGES = {
  HMAC: ['sign', 'verify'],
  'AES-CBC': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
  'AES-CTR': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
  'AES-GCM': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
  PBKDF2: ['deriveBits', 'deriveKey'],
  HKDF: ['deriveBits', 'deriveKey'],
};

/** Name to the guest's name and to the bits of HMAC's default key, which are those of the hash's block. */
export const HASHES = {
  'SHA-1': { native: 'sha1', blockBits: 512, bytes: 20, jwk: 'HS1' },
  'SHA-256': { native: 'sha256', blockBits: 512, bytes: 32, jwk: 'HS256' },
  'SHA-384': { native: 'sha384', blockBits: 1024, bytes: 48, jwk: 'HS384' },
  'SHA-512': { native: 'sha512', blockBits: 1024, bytes: 64, jwk: 'HS512' },
};

const NAMES = new Map([...Object.keys(KEY_USAGES), ...Object.keys(HASHES)].map((name) => [name.toLowerCase(), name]));

export const isAes = (name) => name.startsWith('AES-');

/** https://w3c.github.io/webcrypto/#algorithm-normalization-normalize-an-algorithm @returns {{ name: string }} */
export function normalized(algorithm, allowed) {
  const given = typeof algorithm === 'string' ? { name: algorithm } : algorithm;
  if (given === null || typeof given !== 'object' || given.name === undefined) {
    throw new TypeError('An algorithm is a name or an object with a `name`.');
  }
  const name = NAMES.get(`${given.name}`.toLowerCase());
  if (name === undefined || !allowed(name)) {
    throw new DOMException(`The algorithm ${given.name} is not supported here`, 'NotSupportedError');
  }
  return { ...given, name };
}

/** The name of the hash in an algorithm's parameters. */
export function hashOf(algorithm) {
  if (algorithm.hash === undefined) throw new TypeError(`${algorithm.name}: the member \`hash\` is required.`);
  return normalized(algorithm.hash, (name) => name in HASHES).name;
}

/** The bytes of a buffer among an algorithm's parameters. */
export function bytesIn(algorithm, member) {
  const value = algorithm[member];
  if (!isBufferSource(value)) throw new TypeError(`${algorithm.name}: the member \`${member}\` has to be a buffer.`);
  return bytesOf(value);
}

export function operationError(message) {
  return new DOMException(message, 'OperationError');
}

/** AES. @param {Uint8Array} key @param {Uint8Array} data @returns {ArrayBuffer} */
export function aes(algorithm, key, data, encrypts) {
  if (algorithm.name === 'AES-GCM') return aesGcm(algorithm, key, data, encrypts);
  if (algorithm.name === 'AES-CTR') return aesCtr(algorithm, key, data);
  const vector = bytesIn(algorithm, 'iv');
  if (vector.length !== 16) throw operationError('algorithm.iv must contain exactly 16 bytes');
  const cipher = native.cipherNew('cbc', key, vector, encrypts);
  const start = cipher.update(data);
  const end = cipher.finish();
  if (typeof end === 'string') throw operationError('The operation failed: the data or the key is wrong');
  return joined(start, end);
}

function aesGcm(algorithm, key, data, encrypts) {
  const vector = bytesIn(algorithm, 'iv');
  if (vector.length === 0) throw operationError('algorithm.iv must not be empty');
  const tagBits = algorithm.tagLength ?? 128;
  if (![32, 64, 96, 104, 112, 120, 128].includes(tagBits)) throw operationError(`${tagBits} is not a valid AES-GCM tag length`);
  const cipher = native.cipherNew('gcm', key, vector, encrypts);
  if (algorithm.additionalData !== undefined) cipher.authenticate(bytesIn(algorithm, 'additionalData'));
  const tagBytes = tagBits / 8;
  if (encrypts) {
    const text = cipher.update(data);
    return joined(text, cipher.tag().slice(0, tagBytes));
  }
  if (data.length < tagBytes) throw operationError('The provided data is too small.');
  const text = cipher.update(data.subarray(0, data.length - tagBytes));
  if (!cipher.hasTag(data.subarray(data.length - tagBytes))) {
    throw operationError('The operation failed: the data is not authentic');
  }
  return text;
}

/** The last `length` bits of the counter block count, and wrap around among themselves. */
function aesCtr(algorithm, key, data) {
  const counter = bytesIn(algorithm, 'counter');
  const { length } = algorithm;
  if (counter.length !== 16) throw operationError('algorithm.counter must contain exactly 16 bytes');
  if (!(length >= 1 && length <= 128)) throw operationError('AES-CTR algorithm.length must be between 1 and 128');
  const bits = BigInt(length);
  const start = [...counter].reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const low = BigInt.asUintN(length, start);
  const blocks = BigInt(Math.ceil(data.length / 16));
  if (blocks > 1n << bits) throw operationError('The data is longer than the counter can count');
  const untilWrap = (1n << bits) - low;
  if (blocks <= untilWrap) return native.cipherNew('ctr', key, counter, true).update(data);
  const split = Number(untilWrap) * 16;
  const wrapped = new Uint8Array(16);
  let rest = start - low;
  for (let at = 15; at >= 0; at -= 1, rest >>= 8n) wrapped[at] = Number(rest & 0xffn);
  return joined(
    native.cipherNew('ctr', key, counter, true).update(data.subarray(0, split)),
    native.cipherNew('ctr', key, wrapped, true).update(data.subarray(split)),
  );
}

function joined(left, right) {
  const bytes = new Uint8Array(left.byteLength + right.byteLength);
  bytes.set(new Uint8Array(left));
  bytes.set(new Uint8Array(right), left.byteLength);
  return bytes.buffer;
}
