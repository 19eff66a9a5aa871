// Byte streams: the rest of a response's body, and the body of a request that is written bit by bit.
import { Failure } from '../../shared/abi.js';
import { Turns } from '../../shared/turns.js';

/** Bytes of a request's body that are collected before it is sent. */
const MOST_UPLOAD_BYTES = 64 * 1024 * 1024;

/** A body that is read. */
export class IncomingBody {
  static label = 'stream';
  #reader;
  #left;
  #turns = new Turns();
  #closing = new AbortController();
  #times;

  /**
   * @param {ReadableStreamDefaultReader<Uint8Array>} reader
   * @param {Uint8Array} left read already, and not delivered
   * @param {import('./times.js').Times} times of the request; reads that come too late are `timed-out`
   */
  constructor(reader, left, times) {
    this.#reader = reader;
    this.#left = left;
    this.#times = times;
  }

  /** At least one byte, or none at the end. A read that is given up loses no byte. */
  read(maxBytes, signal) {
    return this.#turns.take(async () => {
      signal.throwIfAborted();
      this.#times.signal.throwIfAborted();
      while (this.#left.length === 0) {
        const { value, done } = await this.#next();
        if (done) {
          this.#times.end();
          return { name: 'bytes', bytes: new Uint8Array() };
        }
        this.#left = value;
      }
      signal.throwIfAborted();
      const bytes = this.#left.subarray(0, Math.max(maxBytes, 1));
      this.#left = this.#left.subarray(bytes.length);
      return { name: 'bytes', bytes };
    });
  }

  async #next() {
    this.#throwIfClosed();
    try {
      return await this.#reader.read();
    } catch (error) {
      this.#throwIfClosed();
      this.#times.signal.throwIfAborted();
      this.#times.end();
      throw new Failure('reset', `the response body broke off: ${error.message}`);
    }
  }

  #throwIfClosed() {
    if (this.#closing.signal.aborted) throw new Failure('closed', 'the stream is closed');
  }

  close() {
    this.#closing.abort();
    this.#times.end();
    this.#reader.cancel().catch(() => {});
  }
}

/**
 * A request's body. Browsers can send one bit by bit only over HTTP/2, so it is collected, and the request goes out at its
 * end.
 */
export class Upload {
  static label = 'stream';
  #parts = [];
  #bytes = 0;
  #complete = Promise.withResolvers();
  #isShut = false;

  constructor() {
    // The request it is for may never be made.
    this.#complete.promise.catch(() => {});
  }

  write(bytes) {
    if (this.#isShut) throw new Failure('closed', 'the stream is closed for writing');
    if (this.#bytes + bytes.length > MOST_UPLOAD_BYTES) {
      const limit = MOST_UPLOAD_BYTES / 1024 / 1024;
      throw new Failure('too-large', `a request body is collected before it is sent in a browser, ${limit} MiB at most`);
    }
    this.#bytes += bytes.length;
    this.#parts.push(bytes);
  }

  shutdown() {
    this.#isShut = true;
    this.#complete.resolve(new Blob(this.#parts));
  }

  /** All of it. When the request is given up, nobody wants the rest. @returns {Promise<Blob>} */
  collected(signal) {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.close();
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#complete.promise.then(resolve, reject);
    });
  }

  close() {
    this.#isShut = true;
    this.#parts = [];
    this.#complete.reject(new Failure('aborted', 'the request body was given up before its end'));
  }
}

export function open({ handles }) {
  return { name: 'opened', handle: handles.add(new Upload()) };
}

export function read({ handles }, { stream, maxBytes }, signal) {
  return handles.get(stream, IncomingBody).read(maxBytes, signal);
}

export function write({ handles }, { stream, bytes }) {
  handles.get(stream, Upload).write(bytes);
  return { name: 'done' };
}

export function shutdown({ handles }, { stream }) {
  handles.get(stream, Upload).shutdown();
  return { name: 'done' };
}

export function close({ handles }, { handle }) {
  handles.close(handle);
  return { name: 'done' };
}
