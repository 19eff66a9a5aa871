// One compressor or decompressor with the options of Node: what its streams and its functions have in common.
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { isArrayBuffer } from '../../web/webidl.js';
import { kMaxLength } from '../buffer.js';
import { invalidArgType, outOfRange } from '../errors.js';
import { codes, constants } from './constants.js';

const { Z_BUF_ERROR, Z_FINISH, Z_NEED_DICT, Z_NO_FLUSH, Z_STREAM_END } = constants;

/** Which class does what. `frame` is the guest's number of what stands around the compressed bytes. */
export const MODES = {
  Deflate: { compresses: true, frame: 1 },
  Inflate: { compresses: false, frame: 1 },
  Gzip: { compresses: true, frame: 2 },
  Gunzip: { compresses: false, frame: 2 },
  DeflateRaw: { compresses: true, frame: 0 },
  InflateRaw: { compresses: false, frame: 0 },
  Unzip: { compresses: false, frame: 3 },
};

const GZIP = 2;

function ranged(options, name, least, most, fallback) {
  const value = options[name];
  if (value === undefined || Number.isNaN(value)) return fallback;
  if (typeof value !== 'number') throw invalidArgType(`options.${name}`, 'of type number', value);
  if (value < least || value > most) throw outOfRange(`options.${name}`, `>= ${least} and <= ${most}`, value);
  return value;
}

export class Codec {
  #native;
  #mode;
  #dictionary;
  /** The first byte, by which a gzip stream is told from another. */
  #isGzip;

  /** @param {{ compresses: boolean, frame: number }} mode @param {object} options those of Node */
  constructor(mode, options) {
    this.#mode = mode;
    this.#isGzip = mode.frame === GZIP ? true : undefined;
    this.chunkSize = ranged(options, 'chunkSize', constants.Z_MIN_CHUNK, Infinity, constants.Z_DEFAULT_CHUNK);
    this.flush = ranged(options, 'flush', Z_NO_FLUSH, constants.Z_BLOCK, Z_NO_FLUSH);
    this.finishFlush = ranged(options, 'finishFlush', Z_NO_FLUSH, constants.Z_BLOCK, Z_FINISH);
    this.maxOutputLength = ranged(options, 'maxOutputLength', 1, kMaxLength, kMaxLength);
    const zeroAllowed = !mode.compresses && mode.frame !== 0 && options.windowBits === 0;
    const leastBits = mode.compresses && mode.frame === GZIP ? 9 : 8;
    const bits = zeroAllowed ? 0 : ranged(options, 'windowBits', leastBits, 15, 15);
    this.level = ranged(options, 'level', -1, 9, -1);
    this.strategy = ranged(options, 'strategy', 0, 4, 0);
    const memoryLevel = ranged(options, 'memLevel', 1, 9, constants.Z_DEFAULT_MEMLEVEL);
    this.#dictionary = checkedDictionary(options.dictionary);
    this.#native = mode.compresses
      ? native.deflateNew(mode.frame, this.level, bits, memoryLevel, this.strategy)
      : native.inflateNew(mode.frame, bits);
    this.#useDictionary();
  }

  /** A dictionary is for zlib's and for raw streams; a decompressor of the former asks for it. */
  #useDictionary() {
    if (this.#dictionary === undefined || this.#mode.frame === GZIP) return;
    if ((this.#mode.compresses || this.#mode.frame === 0) && !this.#native.setDictionary(this.#dictionary)) {
      throw zlibError('Failed to set dictionary', 'Z_STREAM_ERROR');
    }
  }

  /**
   * Takes bytes from an offset on and gives output, at most `chunkSize` bytes. `consumed` is how many it took, `isFull`
   * whether there may be more output.
   *
   * @throws what Node reports of compressed bytes that are not valid or have no end
   */
  run(bytes, offset, flush) {
    const codec = this.#native;
    if (this.#isGzip === undefined && this.#mode.frame === 3 && offset < bytes.length) this.#isGzip = bytes[offset] === 0x1f;
    let output = codec.run(bytes, offset, flush, this.chunkSize);
    this.consumed = codec.consumed();
    let status = codec.status();
    if (status === Z_NEED_DICT) {
      if (this.#dictionary === undefined) throw zlibError('Missing dictionary', 'Z_NEED_DICT');
      if (!codec.setDictionary(this.#dictionary)) throw zlibError('Bad dictionary', 'Z_NEED_DICT');
      output = codec.run(bytes, offset + this.consumed, flush, this.chunkSize);
      this.consumed += codec.consumed();
      status = codec.status();
    }
    const size = output === undefined ? 0 : output.byteLength;
    if (status < 0 && status !== Z_BUF_ERROR) {
      throw zlibError((this.#mode.compresses ? undefined : codec.message()) ?? 'Zlib error', nameOf(status));
    }
    this.isFull = size === this.chunkSize && status !== Z_STREAM_END;
    if (flush === Z_FINISH && status !== Z_STREAM_END && size < this.chunkSize) {
      throw zlibError('unexpected end of file', 'Z_BUF_ERROR');
    }
    if (status === Z_STREAM_END && this.#isGzip && !this.#mode.compresses) this.#nextMember(bytes, offset + this.consumed);
    return output;
  }

  /** Another member may follow in a gzip file (RFC 1952 section 2.2); zeros are padding. */
  #nextMember(bytes, at) {
    if (at >= bytes.length || bytes[at] === 0) return;
    this.#native.reset();
    this.isFull = true;
  }

  reset() {
    this.#native.reset();
    this.#useDictionary();
  }

  /** Whether the level could be set. */
  setLevel(level) {
    if (!this.#native.setLevel(level)) return false;
    this.level = level;
    return true;
  }
}

function checkedDictionary(dictionary) {
  if (dictionary === undefined || ArrayBuffer.isView(dictionary) || isArrayBuffer(dictionary)) return dictionary;
  throw invalidArgType('options.dictionary', 'an instance of Buffer, TypedArray, DataView, or ArrayBuffer', dictionary);
}

function nameOf(status) {
  return Object.keys(codes).find((name) => codes[name] === status);
}

export function zlibError(message, code) {
  const error = codedError(Error, code, message);
  error.errno = codes[code];
  return error;
}
