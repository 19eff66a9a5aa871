// Node's `zlib` without Brotli.
import { codedError } from '../error.js';
import { native } from '../native.js';
import { nextTick } from '../tick.js';
import { bytesOf, isBufferSource } from '../web/webidl.js';
import { Buffer, bufferOver } from './buffer.js';
import { invalidArgType, validateFunction } from './errors.js';
import { Codec, MODES } from './zlib/codec.js';
import { codes, constants } from './zlib/constants.js';
import { Deflate, DeflateRaw, Gunzip, Gzip, Inflate, InflateRaw, Unzip } from './zlib/stream.js';

function inputOf(data) {
  if (typeof data === 'string') return Buffer.from(data);
  if (isBufferSource(data)) return bytesOf(data);
  throw invalidArgType('buffer', 'of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer', data);
}

/** Puts all of the input through a codec. */
function convert(codec, input) {
  const parts = [];
  let length = 0;
  let offset = 0;
  do {
    const output = codec.run(input, offset, codec.finishFlush);
    offset += codec.consumed;
    if (output === undefined) continue;
    length += output.byteLength;
    if (length > codec.maxOutputLength) {
      const message = `Cannot create a Buffer larger than ${codec.maxOutputLength} bytes`;
      throw codedError(RangeError, 'ERR_BUFFER_TOO_LARGE', message);
    }
    parts.push(bufferOver(output));
  } while (codec.isFull);
  return parts.length === 1 ? parts[0] : Buffer.concat(parts, length);
}

const syncFunction = (name) => (buffer, options = {}) => convert(new Codec(MODES[name], options), inputOf(buffer));

/** The form with a callback. There is one thread: it holds the script up as well, a little later. */
const callbackFunction = (name) => (buffer, options, callback = undefined) => {
  const done = callback ?? options;
  validateFunction(done, 'callback');
  const input = inputOf(buffer);
  const codec = new Codec(MODES[name], callback === undefined ? {} : (options ?? {}));
  nextTick(() => {
    let output;
    try {
      output = convert(codec, input);
    } catch (error) {
      done(error);
      return;
    }
    done(null, output);
  });
};

export const deflate = callbackFunction('Deflate');
export const deflateSync = syncFunction('Deflate');
export const inflate = callbackFunction('Inflate');
export const inflateSync = syncFunction('Inflate');
export const gzip = callbackFunction('Gzip');
export const gzipSync = syncFunction('Gzip');
export const gunzip = callbackFunction('Gunzip');
export const gunzipSync = syncFunction('Gunzip');
export const deflateRaw = callbackFunction('DeflateRaw');
export const deflateRawSync = syncFunction('DeflateRaw');
export const inflateRaw = callbackFunction('InflateRaw');
export const inflateRawSync = syncFunction('InflateRaw');
export const unzip = callbackFunction('Unzip');
export const unzipSync = syncFunction('Unzip');

export const createDeflate = (options) => new Deflate(options);
export const createInflate = (options) => new Inflate(options);
export const createGzip = (options) => new Gzip(options);
export const createGunzip = (options) => new Gunzip(options);
export const createDeflateRaw = (options) => new DeflateRaw(options);
export const createInflateRaw = (options) => new InflateRaw(options);
export const createUnzip = (options) => new Unzip(options);

/** The CRC-32 of data, going on from that of what came before. */
export function crc32(data, value = 0) {
  return native.crc32(inputOf(data), value >>> 0);
}

export { Deflate, DeflateRaw, Gunzip, Gzip, Inflate, InflateRaw, Unzip, codes, constants };

export default {
  // The constants are properties of the module, too, as they once were in Node alone.
  ...constants,
  Deflate,
  DeflateRaw,
  Gunzip,
  Gzip,
  Inflate,
  InflateRaw,
  Unzip,
  codes,
  constants,
  crc32,
  createDeflate,
  createDeflateRaw,
  createGunzip,
  createGzip,
  createInflate,
  createInflateRaw,
  createUnzip,
  deflate,
  deflateRaw,
  deflateRawSync,
  deflateSync,
  gunzip,
  gunzipSync,
  gzip,
  gzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
  unzip,
  unzipSync,
};
