// Randomness, from the host.
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { nextTick } from '../../tick.js';
import { crypto } from '../../web/crypto.js';
import { isArrayBuffer } from '../../web/webidl.js';
import { Buffer, kMaxLength } from '../buffer.js';
import { invalidArgType, outOfRange, validateFunction } from '../errors.js';
import { validateWhole } from './arguments.js';

/** The most bytes of one call; as Node. */
const MOST_BYTES = Math.min(kMaxLength, 2 ** 31 - 1);
/** randomInt() cannot tell more values apart. */
const MOST_VALUES = 2 ** 48 - 1;

export function randomBytes(size, callback = undefined) {
  validateWhole(size, 'size', 0, MOST_BYTES);
  if (callback !== undefined) validateFunction(callback, 'callback');
  const bytes = native.random(Buffer.alloc(size));
  if (callback === undefined) return bytes;
  nextTick(callback, null, bytes);
  return undefined;
}

export function randomFillSync(buffer, offset = 0, size = undefined) {
  if (!ArrayBuffer.isView(buffer) && !isArrayBuffer(buffer)) {
    throw invalidArgType('buf', 'an instance of ArrayBuffer or ArrayBufferView', buffer);
  }
  // Offset and size count elements.
  const width = buffer.BYTES_PER_ELEMENT ?? 1;
  const start = validateWhole(offset, 'offset', 0, buffer.byteLength / width) * width;
  const length = size === undefined ? buffer.byteLength - start : validateWhole(size, 'size', 0, MOST_BYTES) * width;
  if (start + length > buffer.byteLength) {
    throw outOfRange('size + offset', `<= ${buffer.byteLength}`, start + length);
  }
  const memory = isArrayBuffer(buffer) ? buffer : buffer.buffer;
  native.random(new Uint8Array(memory, (isArrayBuffer(buffer) ? 0 : buffer.byteOffset) + start, length));
  return buffer;
}

/** randomFill(buffer[, offset][, size], callback) */
export function randomFill(buffer, ...rest) {
  const callback = rest.pop();
  validateFunction(callback, 'callback');
  nextTick(callback, null, randomFillSync(buffer, ...rest));
}

/** randomInt([min, ]max[, callback]): a whole number, max excluded, each as likely as the others. */
export function randomInt(first, second = undefined, third = undefined) {
  const isOneNumber = second === undefined || typeof second === 'function';
  const [min, max, callback] = isOneNumber ? [0, first, second] : [first, second, third];
  if (!Number.isSafeInteger(min)) throw invalidArgType('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw invalidArgType('max', 'a safe integer', max);
  if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
  if (max - min > MOST_VALUES) throw outOfRange(isOneNumber ? 'max' : 'max - min', `<= ${MOST_VALUES}`, max - min);
  const value = min + below(max - min);
  if (callback === undefined) return value;
  validateFunction(callback, 'callback');
  nextTick(callback, undefined, value);
  return undefined;
}

function below(count) {
  const values = MOST_VALUES + 1;
  // What lies beyond the last whole multiple would make the small numbers likelier.
  const limit = values - (values % count);
  const bytes = Buffer.alloc(6);
  for (;;) {
    const value = native.random(bytes).readUIntBE(0, 6);
    if (value < limit) return value % count;
  }
}

export function randomUUID() {
  return crypto.randomUUID();
}

export function timingSafeEqual(left, right) {
  for (const [name, value] of [['buf1', left], ['buf2', right]]) {
    if (!ArrayBuffer.isView(value) && !isArrayBuffer(value)) {
      throw invalidArgType(name, 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', value);
    }
  }
  if (left.byteLength !== right.byteLength) {
    const message = 'Input buffers must have the same byte length';
    throw codedError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', message);
  }
  return native.constantTimeEqual(left, right);
}
