import { native } from '../native.js';

/**
 * Sends a stream to an upload handle, one chunk at a time: the next is read when the host has taken the last.
 *
 * `onError(error)` is called when the stream fails or delivers something other than bytes; the handle is broken off then,
 * so that the peer does not take the part it got for the whole. When the peer stops taking, the stream is cancelled.
 */
export class Upload {
  #handle;
  #reader;
  #onError;
  #ended = false;

  constructor(handle, stream, onError) {
    this.#handle = handle;
    this.#reader = stream.getReader();
    this.#onError = onError;
    this.#next();
  }

  /** Gives the upload up, with a reason for the stream's source. */
  cancel(reason) {
    if (this.#ended) return;
    this.#ended = true;
    native.close(this.#handle);
    this.#reader.cancel(reason).catch(() => {});
  }

  #next() {
    this.#reader.read().then(
      ({ value, done }) => this.#take(value, done),
      (error) => this.#fail(error),
    );
  }

  #take(chunk, done) {
    if (this.#ended) return;
    if (done) {
      this.#ended = true;
      native.streamShutdown(this.#handle, () => {});
      return;
    }
    if (!(chunk instanceof Uint8Array)) {
      const error = new TypeError('A request body stream delivered a chunk that is not a Uint8Array.');
      this.#reader.cancel(error).catch(() => {});
      this.#fail(error);
      return;
    }
    native.streamWrite(this.#handle, chunk, (error) => {
      if (error === undefined) this.#next();
      else this.cancel(error);
    });
  }

  #fail(error) {
    if (this.#ended) return;
    this.#ended = true;
    native.close(this.#handle);
    this.#onError(error);
  }
}
