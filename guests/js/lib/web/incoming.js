import { native } from '../native.js';
import { abortReason, addAbortAlgorithm, removeAbortAlgorithm } from './abort.js';

/** The most bytes one read asks the host for. */
const READ_BYTES = 65536;

/** Closes the streams of bodies that nobody read to the end and nobody can reach any more. */
const unreachable = new FinalizationRegistry(({ handle, signal, onAbort }) => {
  native.close(handle);
  if (signal !== undefined) removeAbortAlgorithm(signal, onAbort);
});

/**
 * The part of an incoming body that is still with the host. Reads are made one at a time. The signal of the fetch it came
 * from ends it: a read under way and every later one fails with the signal's reason.
 */
export class IncomingBytes {
  /** Called with the reason when the signal aborts. @type {((reason: any) => void) | undefined} */
  onAbort;
  #handle;
  #signal;
  #abortAlgorithm;
  #error;
  #finished = false;
  #done;
  #readId = 0;

  constructor(handle, signal) {
    this.#handle = handle;
    if (signal !== undefined) {
      // The signal may live much longer than this body, so it must not keep the body reachable.
      const reference = new WeakRef(this);
      this.#signal = signal;
      this.#abortAlgorithm = () => reference.deref()?.#abort();
      addAbortAlgorithm(signal, this.#abortAlgorithm);
    }
    unreachable.register(this, { handle, signal, onAbort: this.#abortAlgorithm }, this);
  }

  /** Reads the next chunk: `done(error, ArrayBuffer | undefined at the end)`. */
  read(done) {
    if (this.#error !== undefined) return done(this.#error.reason);
    if (this.#finished) return done(undefined, undefined);
    this.#done = done;
    this.#readId = native.streamRead(this.#handle, READ_BYTES, (error, chunk) => {
      this.#done = undefined;
      if (error !== undefined) {
        this.#error = { reason: new TypeError(`terminated: ${error.message}`, { cause: error }) };
        this.close();
        done(this.#error.reason);
      } else {
        if (chunk === undefined) this.close();
        done(undefined, chunk);
      }
    });
  }

  /** Gives the rest up. A read under way is dropped without an answer. */
  close() {
    if (this.#finished) return;
    this.#finished = true;
    if (this.#done !== undefined) native.cancel(this.#readId);
    this.#done = undefined;
    native.close(this.#handle);
    unreachable.unregister(this);
    if (this.#signal !== undefined) removeAbortAlgorithm(this.#signal, this.#abortAlgorithm);
  }

  #abort() {
    const reason = abortReason(this.#signal);
    const done = this.#done;
    this.#error = { reason };
    this.close();
    done?.(reason);
    this.onAbort?.(reason);
  }
}
