import { native } from '../native.js';
import { decodeUtf8 } from './encoding.js';
import { ReadableStream } from './streams.js';
import { bytesOf, expose, inspectAs, isBufferSource, required, toDictionary, toEnum, toUSVString } from './webidl.js';

const STREAM_CHUNK_BYTES = 65536;

/** A brand check that no script can forge. */
export let isBlob;
/** The bytes of a blob, which nobody may change. */
export let blobBytes;

let adopt;

/** https://w3c.github.io/FileAPI/#blob-section */
export class Blob {
  #bytes;
  #type;

  constructor(parts = undefined, options = undefined) {
    if (parts !== undefined && (typeof parts !== 'object' || parts === null || !(Symbol.iterator in parts))) {
      throw new TypeError('Blob constructor: the first argument is not a sequence.');
    }
    options = toDictionary(options, 'Blob constructor: the second argument');
    const endings = options.endings === undefined ? 'transparent' : toEnum(options.endings, ENDINGS, 'Blob endings');
    this.#bytes = joinParts(parts ?? [], endings);
    this.#type = options.type === undefined ? '' : normalizeType(options.type);
  }

  get size() {
    return this.#bytes.byteLength;
  }

  get type() {
    return this.#type;
  }

  /** Shares the bytes with the blob it was cut from. */
  slice(start = 0, end = this.size, contentType = '') {
    const blob = new Blob();
    blob.#bytes = this.#bytes.subarray(toIndex(start, this.size), toIndex(end, this.size));
    blob.#type = normalizeType(contentType);
    return blob;
  }

  stream() {
    const bytes = this.#bytes;
    let position = 0;
    return new ReadableStream(
      {
        type: 'bytes',
        pull(controller) {
          if (position < bytes.byteLength) {
            const chunk = bytes.slice(position, position + STREAM_CHUNK_BYTES);
            position += chunk.byteLength;
            controller.enqueue(chunk);
          } else {
            controller.close();
            controller.byobRequest?.respond(0);
          }
        },
      },
      { highWaterMark: 0 },
    );
  }

  async text() {
    return decodeUtf8(this.#bytes);
  }

  async arrayBuffer() {
    return this.#bytes.slice().buffer;
  }

  async bytes() {
    return this.#bytes.slice();
  }

  static {
    isBlob = (value) => typeof value === 'object' && value !== null && #bytes in value;
    blobBytes = (blob) => blob.#bytes;
    adopt = (blob, bytes, type) => {
      blob.#bytes = bytes;
      blob.#type = type;
      return blob;
    };
  }
}
expose(Blob);
inspectAs(Blob, ['size', 'type']);

/** A blob over bytes the caller will not change, with a type taken as it is. */
export function blobFromBytes(bytes, type) {
  return adopt(new Blob(), bytes, type);
}

/** https://w3c.github.io/FileAPI/#file-section */
export class File extends Blob {
  #name;
  #lastModified;

  constructor(parts, name, options = undefined) {
    required(arguments.length, 2, 'File constructor');
    super(parts, options);
    this.#name = toUSVString(name);
    this.#lastModified = Math.trunc(options?.lastModified === undefined ? native.clock() : Number(options.lastModified)) || 0;
  }

  get name() {
    return this.#name;
  }

  get lastModified() {
    return this.#lastModified;
  }
}
expose(File);
inspectAs(File, ['size', 'type', 'name', 'lastModified']);

/** A file over the bytes of a blob or of the caller's own. */
export function fileFromBytes(bytes, name, type, lastModified = undefined) {
  return adopt(new File([], name, { lastModified }), bytes, type);
}

const ENDINGS = ['transparent', 'native'];

/** https://w3c.github.io/FileAPI/#process-blob-parts */
function joinParts(parts, endings) {
  const pieces = [];
  let size = 0;
  for (const part of parts) {
    let piece;
    if (isBufferSource(part)) piece = bytesOf(part);
    else if (isBlob(part)) piece = blobBytes(part);
    else {
      const text = toUSVString(part);
      piece = native.utf8Encode(endings === 'native' ? text.replace(/\r\n?/g, '\n') : text);
    }
    pieces.push(piece);
    size += piece.byteLength;
  }
  const bytes = new Uint8Array(size);
  let position = 0;
  for (const piece of pieces) {
    bytes.set(piece, position);
    position += piece.byteLength;
  }
  return bytes;
}

function normalizeType(type) {
  type = `${type}`;
  return /[^\x20-\x7e]/.test(type) ? '' : type.toLowerCase();
}

function toIndex(value, size) {
  const index = Math.trunc(Number(value)) || 0;
  return index < 0 ? Math.max(size + index, 0) : Math.min(index, size);
}
