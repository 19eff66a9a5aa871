// Hash and Hmac.
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { validateString } from '../errors.js';
import { HASH_NAMES, hashName, inEncoding, requireHash, toBytes, toKeyBytes } from './arguments.js';
import { LazyTransform } from './lazy_transform.js';

export const getHashes = () => HASH_NAMES.flatMap((name) => [`RSA-${name.toUpperCase()}`, name]);

/** Callable without `new`. */
export function Hash(algorithm, options) {
  if (!new.target) return new Hash(algorithm, options);
  validateString(algorithm, 'algorithm');
  this._digest = native.hashNew(hashName(algorithm) ?? '');
  if (this._digest === undefined) throw new Error('Digest method not supported');
  LazyTransform.call(this, options);
}
Object.setPrototypeOf(Hash.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hash, LazyTransform);

const finalized = () => codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');

Hash.prototype.update = function update(data, encoding = undefined) {
  if (!this._digest.update(toBytes(data, 'data', encoding))) throw finalized();
  return this;
};

Hash.prototype.digest = function digest(encoding = undefined) {
  const value = this._digest.finish();
  if (value === undefined) throw finalized();
  return inEncoding(value, encoding);
};

Hash.prototype.copy = function copy(options = undefined) {
  const copied = this._digest.copy();
  if (copied === undefined) throw finalized();
  const hash = Object.create(Hash.prototype);
  hash._digest = copied;
  LazyTransform.call(hash, options);
  return hash;
};

Hash.prototype._transform = function transform(chunk, encoding, callback) {
  this._digest.update(toBytes(chunk, 'data', encoding));
  callback();
};

Hash.prototype._flush = function flush(callback) {
  this.push(this.digest());
  callback();
};

/** Callable without `new`. */
export function Hmac(algorithm, key, options) {
  if (!new.target) return new Hmac(algorithm, key, options);
  validateString(algorithm, 'hmac');
  const bytes = toKeyBytes(key, 'key', options?.encoding);
  this._digest = native.hmacNew(requireHash(algorithm), bytes);
  LazyTransform.call(this, options);
}
Object.setPrototypeOf(Hmac.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hmac, LazyTransform);

Hmac.prototype.update = Hash.prototype.update;
Hmac.prototype._transform = Hash.prototype._transform;
Hmac.prototype._flush = Hash.prototype._flush;

/** A second time, the value is empty, as in Node. */
Hmac.prototype.digest = function digest(encoding = undefined) {
  return inEncoding(this._digest.finish() ?? new ArrayBuffer(0), encoding);
};

export function createHash(algorithm, options) {
  return new Hash(algorithm, options);
}

export function createHmac(algorithm, key, options) {
  return new Hmac(algorithm, key, options);
}

/** The hash of one value. */
export function hash(algorithm, data, encoding = 'hex') {
  return new Hash(algorithm).update(data).digest(encoding);
}
