// pbkdf2, hkdf and scrypt. There is one thread: the forms with a callback hold the script up
// as well, a little later.
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { nextTick } from '../../tick.js';
import { bufferOver } from '../buffer.js';
import { validateFunction, validateString } from '../errors.js';
import { byteLength, requireHash, toBytes, toKeyBytes, validateWhole } from './arguments.js';

const MOST_LENGTH = 2 ** 31 - 1;
const HASH_BYTES = { md5: 16, sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 };
/** RFC 5869 section 2.3. */
const MOST_BLOCKS = 255;
/** Node's limit for what scrypt may use. */
const SCRYPT_BYTES = 32 * 1024 * 1024;

/** Calls back with what `compute` gives. */
function later(compute, callback) {
  nextTick(() => {
    let value;
    try {
      value = compute();
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, value);
  });
}

function pbkdf2Of(password, salt, iterations, length, digest) {
  const secret = toBytes(password, 'password');
  const salted = toBytes(salt, 'salt');
  validateWhole(iterations, 'iterations', 1, MOST_LENGTH);
  validateWhole(length, 'keylen', 0, MOST_LENGTH);
  validateString(digest, 'digest');
  const hash = requireHash(digest);
  return () => bufferOver(native.pbkdf2(hash, secret, salted, iterations, length));
}

export function pbkdf2Sync(password, salt, iterations, length, digest) {
  return pbkdf2Of(password, salt, iterations, length, digest)();
}

export function pbkdf2(password, salt, iterations, length, digest, callback) {
  const compute = pbkdf2Of(password, salt, iterations, length, digest);
  validateFunction(callback, 'callback');
  later(compute, callback);
}

function hkdfOf(digest, secret, salt, info, length) {
  validateString(digest, 'digest');
  const key = toKeyBytes(secret, 'ikm');
  const salted = toBytes(salt, 'salt');
  const context = toBytes(info, 'info');
  if (byteLength(context) > 1024) {
    const message = `The value of "info" is out of range. It must be must not contain more than 1024 bytes. Received ${byteLength(context)}`;
    throw codedError(RangeError, 'ERR_OUT_OF_RANGE', message);
  }
  validateWhole(length, 'length', 0, MOST_LENGTH);
  const hash = requireHash(digest);
  if (length > MOST_BLOCKS * HASH_BYTES[hash]) {
    throw codedError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
  }
  // Node gives an ArrayBuffer here.
  return () => native.hkdf(hash, key, salted, context, length);
}

export function hkdfSync(digest, secret, salt, info, length) {
  return hkdfOf(digest, secret, salt, info, length)();
}

export function hkdf(digest, secret, salt, info, length, callback) {
  const compute = hkdfOf(digest, secret, salt, info, length);
  validateFunction(callback, 'callback');
  later(compute, callback);
}

function scryptOf(password, salt, length, options = {}) {
  const secret = toBytes(password, 'password');
  const salted = toBytes(salt, 'salt');
  validateWhole(length, 'keylen', 0, MOST_LENGTH);
  const cost = validateWhole(options.N ?? options.cost ?? 16384, 'N', 0, 2 ** 32 - 1);
  const blockSize = validateWhole(options.r ?? options.blockSize ?? 8, 'r', 0, 2 ** 32 - 1);
  const parallelism = validateWhole(options.p ?? options.parallelization ?? 1, 'p', 0, 2 ** 32 - 1);
  const most = options.maxmem ?? SCRYPT_BYTES;
  const logCost = Math.log2(cost);
  const isValid = cost > 1 && Number.isInteger(logCost) && blockSize > 0 && parallelism > 0 && blockSize * parallelism < 2 ** 30;
  if (!isValid) throw codedError(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'Invalid scrypt params');
  if (128 * blockSize * (cost + parallelism + 2) > most) {
    throw codedError(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'Invalid scrypt params: memory limit exceeded');
  }
  return () => bufferOver(native.scrypt(secret, salted, logCost, blockSize, parallelism, length));
}

export function scryptSync(password, salt, length, options = undefined) {
  return scryptOf(password, salt, length, options)();
}

/** scrypt(password, salt, length[, options], callback) */
export function scrypt(password, salt, length, options, callback = undefined) {
  const done = callback ?? options;
  const compute = scryptOf(password, salt, length, callback === undefined ? undefined : options);
  validateFunction(done, 'callback');
  later(compute, done);
}
