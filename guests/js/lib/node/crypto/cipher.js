// Cipheriv and Decipheriv: AES in the modes CBC, CTR and GCM.
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { StringDecoder } from '../string_decoder.js';
import { Buffer, bufferOver } from '../buffer.js';
import { validateString } from '../errors.js';
import { Transform } from '../stream.js';
import { byteLength, toBytes, toKeyBytes } from './arguments.js';

const NAME = /^(?:aes-?(128|192|256)-?(cbc|ctr|gcm)|id-aes(128|192|256)-(gcm))$/;
const BLOCK_BYTES = 16;
const TAG_LENGTHS = [4, 8, 12, 13, 14, 15, 16];

export const getCiphers = () =>
  [128, 192, 256].flatMap((bits) => ['cbc', 'ctr', 'gcm'].map((mode) => `aes-${bits}-${mode}`));

/** @returns {{ name: string, mode: string, keyLength: number, ivLength: number } | undefined} */
function describe(cipher) {
  const match = NAME.exec(cipher.toLowerCase());
  if (match === null) return undefined;
  const bits = match[1] ?? match[3];
  const mode = match[2] ?? match[4];
  return { name: `aes-${bits}-${mode}`, mode, keyLength: Number(bits) / 8, ivLength: mode === 'gcm' ? 12 : BLOCK_BYTES };
}

export function getCipherInfo(name, options = {}) {
  const described = typeof name === 'string' ? describe(name) : undefined;
  if (described === undefined) return undefined;
  if (options.keyLength !== undefined && options.keyLength !== described.keyLength) return undefined;
  const blockSize = described.mode === 'cbc' ? { blockSize: BLOCK_BYTES } : {};
  return { mode: described.mode, name: described.name, ...blockSize, ivLength: options.ivLength ?? described.ivLength, keyLength: described.keyLength };
}

class AesTransform extends Transform {
  #native;
  #mode;
  #encrypts;
  #decoder;
  #tag;
  #tagLength;
  #isFinal = false;

  constructor(cipher, key, iv, options, encrypts) {
    super(options);
    validateString(cipher, 'cipher');
    const described = describe(cipher);
    if (described === undefined) throw codedError(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
    const secret = toKeyBytes(key, 'key');
    if (byteLength(secret) !== described.keyLength) {
      throw codedError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
    }
    const vector = iv === null ? '' : toBytes(iv, 'iv');
    const length = byteLength(vector);
    if (described.mode === 'gcm' ? length === 0 : length !== BLOCK_BYTES) {
      throw codedError(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');
    }
    this.#tagLength = options?.authTagLength;
    if (described.mode === 'gcm' && this.#tagLength !== undefined && !TAG_LENGTHS.includes(this.#tagLength)) {
      throw invalidTag(this.#tagLength);
    }
    this.#mode = described.mode;
    this.#encrypts = encrypts;
    this.#native = native.cipherNew(described.mode, secret, vector, encrypts);
  }

  update(data, inputEncoding = undefined, outputEncoding = undefined) {
    if (this.#isFinal) throw invalidState('update');
    return this.#out(this.#native.update(toBytes(data, 'data', inputEncoding)), outputEncoding, false);
  }

  final(outputEncoding = undefined) {
    if (this.#isFinal) throw invalidState('final');
    this.#isFinal = true;
    const rest = this.#native.finish();
    if (typeof rest === 'string') throw opensslError(rest);
    if (this.#mode === 'gcm') {
      // The tag may be read, or be compared, once the text is complete.
      if (this.#encrypts) this.#tag = bufferOver(this.#native.tag()).subarray(0, this.#tagLength ?? BLOCK_BYTES);
      else if (this.#tag === undefined || !this.#native.hasTag(this.#tag)) {
        throw new Error('Unsupported state or unable to authenticate data');
      }
    }
    return this.#out(rest, outputEncoding, true);
  }

  #out(memory, encoding, last) {
    const bytes = bufferOver(memory);
    if (encoding === undefined || encoding === null || encoding === 'buffer') return bytes;
    // Characters and groups of base64 may span parts.
    this.#decoder ??= new StringDecoder(encoding);
    return this.#decoder.write(bytes) + (last ? this.#decoder.end() : '');
  }

  setAutoPadding(pads = true) {
    this.#native.setPadding(Boolean(pads));
    return this;
  }

  setAAD(bytes, options = undefined) {
    if (this.#mode !== 'gcm' || this.#isFinal) throw invalidState('setAAD');
    this.#native.authenticate(toBytes(bytes, 'buffer', options?.encoding));
    return this;
  }

  getAuthTag() {
    if (!this.#encrypts || this.#mode !== 'gcm' || !this.#isFinal) throw invalidState('getAuthTag');
    return Buffer.from(this.#tag);
  }

  setAuthTag(tag, encoding = undefined) {
    if (this.#encrypts || this.#mode !== 'gcm' || this.#isFinal || this.#tag !== undefined) throw invalidState('setAuthTag');
    const given = toBytes(tag, 'buffer', encoding);
    const bytes = typeof given === 'string' ? Buffer.from(given) : given;
    const isAllowed = this.#tagLength === undefined ? TAG_LENGTHS.includes(bytes.byteLength) : bytes.byteLength === this.#tagLength;
    if (!isAllowed) throw invalidTag(bytes.byteLength);
    this.#tag = bytes;
    return this;
  }

  _transform(chunk, encoding, callback) {
    this.push(this.update(chunk, encoding));
    callback();
  }

  _flush(callback) {
    try {
      this.push(this.final());
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }
}

function invalidState(method) {
  return codedError(Error, 'ERR_CRYPTO_INVALID_STATE', `Invalid state for operation ${method}`);
}

function invalidTag(length) {
  return codedError(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', `Invalid authentication tag length: ${length}`);
}

/** As OpenSSL says it. */
function opensslError(reason) {
  const [number, code] = reason === 'bad decrypt' ? ['1C800064', 'BAD_DECRYPT'] : ['1C80006B', 'WRONG_FINAL_BLOCK_LENGTH'];
  const error = codedError(Error, `ERR_OSSL_${code}`, `error:${number}:Provider routines::${reason}`);
  error.library = 'Provider routines';
  error.reason = reason;
  return error;
}

class Cipheriv extends AesTransform {
  constructor(cipher, key, iv, options) {
    super(cipher, key, iv, options, true);
  }
}

class Decipheriv extends AesTransform {
  constructor(cipher, key, iv, options) {
    super(cipher, key, iv, options, false);
  }
}

export { Cipheriv, Decipheriv };

export function createCipheriv(cipher, key, iv, options) {
  return new Cipheriv(cipher, key, iv, options);
}

export function createDecipheriv(cipher, key, iv, options) {
  return new Decipheriv(cipher, key, iv, options);
}
