/**
 * https://w3c.github.io/webcrypto/#subtlecrypto-interface with digests, HMAC, AES, PBKDF2 and HKDF. What it computes is
 * computed at once; the promises settle later.
 */
import { native } from '../native.js';
import { Buffer } from '../node/buffer.js';
import { CryptoKey, keyMaterial } from './crypto_key.js';
import { DOMException } from './exception.js';
import { HASHES, KEY_USAGES, aes, bytesIn, hashOf, isAes, normalized, operationError } from './subtle_algorithms.js';
import { bytesOf, expose, internal, isBufferSource, requireInternal } from './webidl.js';

const ALL_USAGES = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];

export class SubtleCrypto {
  constructor(token) {
    requireInternal(token);
  }

  async digest(algorithm, data) {
    const { name } = normalized(algorithm, (known) => known in HASHES);
    const hash = native.hashNew(HASHES[name].native);
    hash.update(dataOf(data));
    return hash.finish();
  }

  async sign(algorithm, key, data) {
    const { name } = normalized(algorithm, (known) => known === 'HMAC');
    requireUsage(key, name, 'sign');
    return hmac(key, dataOf(data));
  }

  async verify(algorithm, key, signature, data) {
    const { name } = normalized(algorithm, (known) => known === 'HMAC');
    const expected = dataOf(signature);
    requireUsage(key, name, 'verify');
    const actual = hmac(key, dataOf(data));
    return actual.byteLength === expected.length && native.constantTimeEqual(actual, expected);
  }

  async encrypt(algorithm, key, data) {
    const given = normalized(algorithm, isAes);
    requireUsage(key, given.name, 'encrypt');
    return aes(given, keyMaterial(key), dataOf(data), true);
  }

  async decrypt(algorithm, key, data) {
    const given = normalized(algorithm, isAes);
    requireUsage(key, given.name, 'decrypt');
    return aes(given, keyMaterial(key), dataOf(data), false);
  }

  async generateKey(algorithm, extractable, usages) {
    const given = normalized(algorithm, (known) => known === 'HMAC' || isAes(known));
    const described = describeKey(given, given.length);
    const wanted = usagesOf(usages, described.name);
    if (wanted.length === 0) throw new DOMException('A key without usages can do nothing', 'SyntaxError');
    const bytes = native.random(new Uint8Array(Math.ceil(described.length / 8)));
    return new CryptoKey(internal, bytes, described, Boolean(extractable), wanted);
  }

  async importKey(format, data, algorithm, extractable, usages) {
    const given = normalized(algorithm, (known) => known in KEY_USAGES);
    const wanted = usagesOf(usages, given.name);
    const isDerivation = given.name === 'PBKDF2' || given.name === 'HKDF';
    if (isDerivation && extractable) throw new DOMException(`${given.name} keys are not extractable`, 'SyntaxError');
    const bytes = importedBytes(format, data, given, extractable, wanted);
    if (wanted.length === 0) throw new DOMException('A key without usages can do nothing', 'SyntaxError');
    const described = isDerivation ? { name: given.name } : describeKey(given, bytes.length * 8, true);
    return new CryptoKey(internal, bytes, described, Boolean(extractable), wanted);
  }

  async exportKey(format, key) {
    requireKey(key);
    if (!key.extractable) throw new DOMException('The key is not extractable', 'InvalidAccessError');
    const bytes = keyMaterial(key);
    if (format === 'raw') return bytes.slice().buffer;
    if (format !== 'jwk') throw unsupportedFormat(format);
    const k = Buffer.from(bytes).toString('base64url');
    return { key_ops: [...key.usages], ext: true, kty: 'oct', k, alg: jwkName(key.algorithm) };
  }

  async deriveBits(algorithm, key, length) {
    const given = normalized(algorithm, (known) => known === 'PBKDF2' || known === 'HKDF');
    requireUsage(key, given.name, 'deriveBits');
    return derivedBits(given, key, length);
  }

  async deriveKey(algorithm, key, derivedType, extractable, usages) {
    const given = normalized(algorithm, (known) => known === 'PBKDF2' || known === 'HKDF');
    const target = normalized(derivedType, (known) => known in KEY_USAGES);
    requireUsage(key, given.name, 'deriveKey');
    const length = 'hash' in target || isAes(target.name) ? describeKey(target, target.length).length : 256;
    const bits = derivedBits(given, key, length);
    return this.importKey('raw', bits, target, extractable, usages);
  }

  async wrapKey() {
    throw new DOMException('Wrapping keys is not supported here; export and encrypt them', 'NotSupportedError');
  }

  async unwrapKey() {
    throw new DOMException('Unwrapping keys is not supported here; decrypt and import them', 'NotSupportedError');
  }
}
expose(SubtleCrypto);

export const subtle = new SubtleCrypto(internal);

function dataOf(data) {
  if (!isBufferSource(data)) throw new TypeError('The data has to be an ArrayBuffer or a view of one.');
  return bytesOf(data);
}

function requireKey(key) {
  if (!(key instanceof CryptoKey)) throw new TypeError('The key is not a CryptoKey.');
}

function requireUsage(key, name, usage) {
  requireKey(key);
  if (key.algorithm.name !== name) throw new DOMException(`The key is for ${key.algorithm.name}, not for ${name}`, 'InvalidAccessError');
  if (!key.usages.includes(usage)) throw new DOMException(`The key may not be used to ${usage}`, 'InvalidAccessError');
}

/** The usages asked for, each once, in the order of the standard. */
function usagesOf(usages, name) {
  const asked = new Set(usages);
  for (const usage of asked) {
    if (!ALL_USAGES.includes(usage)) throw new TypeError(`'${usage}' is not a key usage.`);
    if (!KEY_USAGES[name].includes(usage)) throw new DOMException(`A key for ${name} cannot ${usage}`, 'SyntaxError');
  }
  return ALL_USAGES.filter((usage) => asked.has(usage));
}

/** The `algorithm` of a key with so many bits. */
function describeKey(given, bits, isImported = false) {
  if (isAes(given.name)) {
    const isAllowed = bits === 128 || bits === 192 || bits === 256;
    if (!isAllowed) {
      const message = `${bits} is not a number of bits that an AES key has`;
      throw isImported ? new DOMException(message, 'DataError') : operationError(message);
    }
    return { name: given.name, length: bits };
  }
  const hash = hashOf(given);
  const length = bits ?? HASHES[hash].blockBits;
  if (length === 0) {
    throw isImported ? new DOMException('Zero-length key is not supported', 'DataError') : operationError('Zero-length key is not supported');
  }
  return { name: given.name, hash: { name: hash }, length };
}

function hmac(key, data) {
  const mac = native.hmacNew(HASHES[key.algorithm.hash.name].native, keyMaterial(key));
  mac.update(data);
  return mac.finish();
}

function importedBytes(format, data, given, extractable, usages) {
  if (format === 'raw') return dataOf(data).slice();
  if (format !== 'jwk' || given.name === 'PBKDF2' || given.name === 'HKDF') throw unsupportedFormat(format);
  const invalid = (why) => new DOMException(`The JSON web key is not valid: ${why}`, 'DataError');
  if (data === null || typeof data !== 'object') throw invalid('it is not an object');
  if (data.kty !== 'oct' || typeof data.k !== 'string') throw invalid('it is not a secret key');
  if (data.ext === false && extractable) throw invalid('it is not extractable');
  if (data.key_ops !== undefined && !usages.every((usage) => data.key_ops.includes(usage))) {
    throw invalid('it may not be used for that');
  }
  const bytes = new Uint8Array(Buffer.from(data.k, 'base64url'));
  if (data.alg !== undefined && data.alg !== jwkName(describeKey(given, bytes.length * 8, true))) {
    throw invalid(`it is for ${data.alg}`);
  }
  return bytes;
}

/** RFC 7518 sections 3.1 and 5.1. */
function jwkName({ name, length, hash }) {
  return hash === undefined ? `A${length}${name.slice('AES-'.length)}` : HASHES[hash.name].jwk;
}

function unsupportedFormat(format) {
  return new DOMException(`The key format '${format}' is not supported here`, 'NotSupportedError');
}

function derivedBits(given, key, length) {
  const hash = HASHES[hashOf(given)];
  if (!Number.isInteger(length) || length < 0 || length % 8 !== 0) {
    throw operationError('The length has to be a number of whole bytes, in bits');
  }
  const salt = bytesIn(given, 'salt');
  if (given.name === 'HKDF') {
    if (length / 8 > 255 * hash.bytes) throw operationError('The length is more than HKDF can give');
    return native.hkdf(hash.native, keyMaterial(key), salt, bytesIn(given, 'info'), length / 8);
  }
  const { iterations } = given;
  if (!(iterations >= 1 && iterations < 2 ** 32)) throw operationError('iterations cannot be zero');
  return native.pbkdf2(hash.native, keyMaterial(key), salt, iterations, length / 8);
}
