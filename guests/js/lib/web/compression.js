/** https://compression.spec.whatwg.org/ */
import { native } from '../native.js';
import { TransformStream } from './streams.js';
import { bytesOf, expose, inspectAs, isBufferSource, required, toEnum } from './webidl.js';

const FORMATS = ['deflate-raw', 'deflate', 'gzip'];
const OUTPUT_BYTES = 16384;
const WINDOW_BITS = 15;
const MEMORY_LEVEL = 8;
/** zlib's numbers. */
const NO_FLUSH = 0;
const FINISH = 4;
const STREAM_END = 1;

/** The part that both streams have. */
class CodecStream {
  #transform;

  constructor(transformer) {
    this.#transform = new TransformStream(transformer);
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }
}

export class CompressionStream extends CodecStream {
  constructor(format) {
    required(arguments.length, 1, 'CompressionStream');
    const frame = FORMATS.indexOf(toEnum(format, FORMATS, 'CompressionStream'));
    const codec = native.deflateNew(frame, -1, WINDOW_BITS, MEMORY_LEVEL, 0);
    super({
      transform: (chunk, controller) => drive(codec, chunkBytes(chunk), NO_FLUSH, controller),
      flush: (controller) => drive(codec, new Uint8Array(0), FINISH, controller),
    });
  }
}
expose(CompressionStream);
inspectAs(CompressionStream, ['readable', 'writable']);

export class DecompressionStream extends CodecStream {
  constructor(format) {
    required(arguments.length, 1, 'DecompressionStream');
    const frame = FORMATS.indexOf(toEnum(format, FORMATS, 'DecompressionStream'));
    const codec = native.inflateNew(frame, WINDOW_BITS);
    let isOver = false;
    super({
      transform: (chunk, controller) => {
        const bytes = chunkBytes(chunk);
        const taken = isOver ? 0 : drive(codec, bytes, NO_FLUSH, controller);
        isOver ||= codec.status() === STREAM_END;
        if (isOver && taken < bytes.length) throw new TypeError('There is data after the end of the compressed stream.');
      },
      flush: () => {
        if (!isOver) throw new TypeError('The compressed stream has no end.');
      },
    });
  }
}
expose(DecompressionStream);
inspectAs(DecompressionStream, ['readable', 'writable']);

function chunkBytes(chunk) {
  if (!isBufferSource(chunk)) throw new TypeError('A chunk is not a buffer.');
  return bytesOf(chunk);
}

/** Puts bytes through a codec. @returns how many it took: fewer only at the end of what it decompresses */
function drive(codec, bytes, flush, controller) {
  let offset = 0;
  for (;;) {
    const output = codec.run(bytes, offset, flush, OUTPUT_BYTES);
    offset += codec.consumed();
    const status = codec.status();
    // Z_BUF_ERROR (-5) says that there was nothing to do.
    if (status < 0 && status !== -5) throw new TypeError(`The compressed data is not valid: ${codec.message()}`);
    if (status === 2) throw new TypeError('The compressed data needs a dictionary.');
    if (output !== undefined) controller.enqueue(new Uint8Array(output));
    if (status === STREAM_END || output === undefined || output.byteLength < OUTPUT_BYTES) return offset;
  }
}
