// KeyObject: secret keys. Keys of two parts need algorithms that are not there.
import { codedError, unsupported } from '../../error.js';
import { native } from '../../native.js';
import { internal, isArrayBuffer } from '../../web/webidl.js';
import { Buffer } from '../buffer.js';
import { invalidArgType } from '../errors.js';

/** The bytes of a KeyObject. */
export let keyBytes;

export class KeyObject {
  #bytes;

  constructor(token, bytes) {
    if (token !== internal) throw unsupported('new KeyObject', 'use createSecretKey');
    this.#bytes = bytes;
  }

  static from() {
    throw unsupported('KeyObject.from', 'use the CryptoKey itself');
  }

  get type() {
    return 'secret';
  }

  get symmetricKeySize() {
    return this.#bytes.length;
  }

  /** @param {{ format?: 'buffer' | 'jwk' }} [options] */
  export(options = undefined) {
    if (options?.format === 'jwk') return { kty: 'oct', k: this.#bytes.toString('base64url') };
    return Buffer.from(this.#bytes);
  }

  equals(other) {
    if (!(other instanceof KeyObject)) throw invalidArgType('otherKeyObject', 'an instance of KeyObject', other);
    return this.#bytes.length === other.#bytes.length && native.constantTimeEqual(this.#bytes, other.#bytes);
  }

  static {
    keyBytes = (key) => key.#bytes;
  }
}
Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, { value: 'KeyObject', configurable: true });

/** A KeyObject with a copy of the bytes. */
export function createSecretKey(key, encoding = undefined) {
  if (typeof key === 'string') return new KeyObject(internal, Buffer.from(key, encoding));
  if (isArrayBuffer(key)) return new KeyObject(internal, Buffer.from(new Uint8Array(key)));
  if (!ArrayBuffer.isView(key)) {
    throw invalidArgType('key', 'of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView', key);
  }
  return new KeyObject(internal, Buffer.from(new Uint8Array(key.buffer, key.byteOffset, key.byteLength)));
}

/** generateKeySync('hmac' | 'aes', { length }), with a length in bits. */
export function generateKeySync(type, options) {
  const length = options?.length;
  if (type !== 'hmac' && type !== 'aes') {
    throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'type' must be a supported key type. Received '${type}'`);
  }
  const isAllowed = type === 'aes' ? [128, 192, 256].includes(length) : Number.isInteger(length) && length >= 8 && length < 2 ** 31;
  if (!isAllowed) {
    throw codedError(RangeError, 'ERR_INVALID_ARG_VALUE', `The property 'options.length' is not the length of such a key. Received ${length}`);
  }
  return new KeyObject(internal, native.random(Buffer.alloc(length >> 3)));
}
