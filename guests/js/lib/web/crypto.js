/** https://w3c.github.io/webcrypto/#Crypto-interface */

import { native } from '../native.js';
import { DOMException } from './exception.js';
import { subtle } from './subtle_crypto.js';
import { expose, internal, required, requireInternal } from './webidl.js';

/** More at a time is refused (Web Crypto, "getRandomValues"). */
const MOST_BYTES = 65536;

const INTEGER_ARRAYS = new Set([
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'BigInt64Array',
  'BigUint64Array',
]);
const arrayName = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

export class Crypto {
  constructor(token) {
    requireInternal(token);
  }

  get subtle() {
    return subtle;
  }

  /** Fills an array of integers with random values and returns it. */
  getRandomValues(array) {
    required(arguments.length, 1, "Failed to execute 'getRandomValues' on 'Crypto'");
    if (!INTEGER_ARRAYS.has(arrayName.call(array))) {
      throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
    }
    if (array.byteLength > MOST_BYTES) {
      const message = `The requested length exceeds ${MOST_BYTES} bytes`;
      throw new DOMException(message, 'QuotaExceededError');
    }
    return native.random(array);
  }

  /** A version 4 UUID (RFC 9562 section 5.4). */
  randomUUID() {
    const bytes = native.random(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = native.hexEncode(bytes);
    const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
    return parts.join('-');
  }
}
expose(Crypto);

export const crypto = new Crypto(internal);
