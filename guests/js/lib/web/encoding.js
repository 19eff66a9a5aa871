import { native } from '../native.js';
import { codedError } from '../error.js';
import { TransformStream } from './streams.js';
import { expose, inspectAs, isBufferSource, toDictionary } from './webidl.js';

const REPLACEMENT_LENGTH = 3;

/** https://encoding.spec.whatwg.org/#interface-textencoder */
export class TextEncoder {
  get encoding() {
    return 'utf-8';
  }

  encode(input = '') {
    return native.utf8Encode(typeof input === 'string' ? input : `${input}`);
  }

  encodeInto(source, destination) {
    if (!(destination instanceof Uint8Array)) {
      throw new TypeError('TextEncoder.encodeInto: the destination is not a Uint8Array.');
    }
    source = `${source}`;
    const room = destination.byteLength;
    // A UTF-16 unit takes at most three bytes, so short strings need no measuring.
    if (source.length * 3 > room && native.utf8Length(source) > room) source = prefixThatFits(source, room);
    const bytes = native.utf8Encode(source);
    destination.set(bytes);
    return { read: source.length, written: bytes.byteLength };
  }
}
expose(TextEncoder);
inspectAs(TextEncoder, ['encoding']);

/** The longest prefix, in whole code points, whose UTF-8 form takes at most `room` bytes. */
function prefixThatFits(source, room) {
  let used = 0;
  let end = 0;
  while (end < source.length) {
    const code = source.codePointAt(end);
    let size = REPLACEMENT_LENGTH;
    if (code < 0x80) size = 1;
    else if (code < 0x800) size = 2;
    else if (code > 0xffff) size = 4;
    if (used + size > room) break;
    used += size;
    end += code > 0xffff ? 2 : 1;
  }
  return source.slice(0, end);
}

/** https://encoding.spec.whatwg.org/#interface-textdecoder */
export class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  /** Made for the first call that cannot do with plain UTF-8 decoding. */
  #decoder;

  constructor(label = 'utf-8', options = undefined) {
    const encoding = native.encodingName(`${label}`);
    if (encoding === undefined || encoding === 'replacement') {
      throw codedError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
    }
    options = toDictionary(options, 'TextDecoder constructor: the second argument');
    this.#encoding = encoding;
    this.#fatal = Boolean(options.fatal);
    this.#ignoreBOM = Boolean(options.ignoreBOM);
  }

  get encoding() {
    return this.#encoding;
  }

  get fatal() {
    return this.#fatal;
  }

  get ignoreBOM() {
    return this.#ignoreBOM;
  }

  /**
   * https://encoding.spec.whatwg.org/#dom-textdecoder-decode
   * The empty string is taken as no input, because scripts write `decode((await connection.read()) || '')`.
   */
  decode(input = undefined, options = undefined) {
    if (input === undefined || input === '') input = NO_BYTES;
    else if (!isBufferSource(input)) {
      throw codedError(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.',
      );
    }
    const stream = options !== undefined && options !== null && Boolean(options.stream);
    if (this.#decoder === undefined) {
      if (!stream && !this.#fatal && this.#encoding === 'utf-8') {
        const text = native.utf8Decode(input);
        return this.#ignoreBOM ? text : withoutBOM(text);
      }
      this.#decoder = native.decoderNew(this.#encoding, this.#fatal, this.#ignoreBOM);
    }
    const decoder = this.#decoder;
    // A decoder that has finished or failed is not used again: the next call starts afresh.
    if (!stream) this.#decoder = undefined;
    try {
      return decoder.decode(input, stream);
    } catch (error) {
      this.#decoder = undefined;
      throw codedError(
        TypeError,
        'ERR_ENCODING_INVALID_ENCODED_DATA',
        `The encoded data was not valid for encoding ${this.#encoding}`,
      );
    }
  }
}
expose(TextDecoder);
inspectAs(TextDecoder, ['encoding', 'fatal', 'ignoreBOM']);

const NO_BYTES = new Uint8Array(0);

/** Takes off the byte order mark that UTF-8 text may start with. */
export function withoutBOM(text) {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** https://encoding.spec.whatwg.org/#utf-8-decode */
export function decodeUtf8(bytes) {
  return withoutBOM(native.utf8Decode(bytes));
}

/** https://encoding.spec.whatwg.org/#interface-textencoderstream */
export class TextEncoderStream {
  #transform;
  /** A high surrogate at the end of a chunk waits for its other half in the next one. */
  #pending = '';

  constructor() {
    this.#transform = new TransformStream({
      transform: (chunk, controller) => {
        let text = this.#pending + `${chunk}`;
        this.#pending = '';
        const last = text.charCodeAt(text.length - 1);
        if (last >= 0xd800 && last <= 0xdbff) {
          this.#pending = text.slice(-1);
          text = text.slice(0, -1);
        }
        if (text !== '') controller.enqueue(native.utf8Encode(text));
      },
      flush: (controller) => {
        if (this.#pending !== '') controller.enqueue(native.utf8Encode(this.#pending));
      },
    });
  }

  get encoding() {
    return 'utf-8';
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }
}
expose(TextEncoderStream);
inspectAs(TextEncoderStream, ['encoding', 'readable', 'writable']);

/** https://encoding.spec.whatwg.org/#interface-textdecoderstream */
export class TextDecoderStream {
  #decoder;
  #transform;

  constructor(label = 'utf-8', options = undefined) {
    this.#decoder = new TextDecoder(label, options);
    this.#transform = new TransformStream({
      transform: (chunk, controller) => {
        if (!isBufferSource(chunk)) throw new TypeError('TextDecoderStream: a chunk is not a buffer.');
        const text = this.#decoder.decode(chunk, { stream: true });
        if (text !== '') controller.enqueue(text);
      },
      flush: (controller) => {
        const text = this.#decoder.decode();
        if (text !== '') controller.enqueue(text);
      },
    });
  }

  get encoding() {
    return this.#decoder.encoding;
  }

  get fatal() {
    return this.#decoder.fatal;
  }

  get ignoreBOM() {
    return this.#decoder.ignoreBOM;
  }

  get readable() {
    return this.#transform.readable;
  }

  get writable() {
    return this.#transform.writable;
  }
}
expose(TextDecoderStream);
inspectAs(TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable']);
