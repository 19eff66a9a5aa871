// A connection of the host, as a socket holds it: it may change hands between a socket and the TLS socket over it.
import { native } from '../../native.js';

/** The most bytes that one read brings. */
const READ_BYTES = 65536;

export class Channel {
  /** The outstanding `stream.read`, undefined when there is none. */
  #read;
  #writeDone;
  #onIdle;
  #isCancelling = false;
  #refed = true;
  #closed = false;

  /**
   * @param {number} id the host's handle
   * @param {string} local as `address:port`
   * @param {string} peer
   */
  constructor(id, local, peer) {
    this.id = id;
    this.local = local;
    this.peer = peer;
    /** What bytes and the end of the stream are given to: `onRead(error, ArrayBuffer | undefined)`. */
    this.onRead = undefined;
    // One function for all calls of a kind: a connection makes many.
    this.received = (error, bytes) => {
      this.#read = undefined;
      this.onRead(error, bytes);
    };
    this.written = (error) => {
      const done = this.#writeDone;
      this.#writeDone = undefined;
      done(error);
      if (this.#onIdle !== undefined) this.#idle();
    };
  }

  get isReading() {
    return this.#read !== undefined;
  }

  /** Asks for bytes unless that has been done. */
  read() {
    if (this.#read !== undefined || this.#closed) return;
    this.#read = native.streamRead(this.id, READ_BYTES, this.received);
    if (!this.#refed) native.setRef(this.#read, false);
  }

  /**
   * One write at a time, as a Writable does.
   * @param {string | ArrayBufferView} data a string is sent as UTF-8
   * @param {(error?: Error) => void} done
   */
  write(data, done) {
    this.#writeDone = done;
    native.streamWrite(this.id, data, this.written);
  }

  end(done) {
    native.streamShutdown(this.id, done);
  }

  /** Calls back when no call is under way on the connection. No byte is lost. */
  whenIdle(callback) {
    this.#onIdle = callback;
    if (this.#read === undefined) {
      this.#idle();
      return;
    }
    native.cancel(this.#read);
    this.#read = undefined;
    this.#isCancelling = true;
    // The host has taken the call back when it answers this one.
    native.sleep(0, () => {
      this.#isCancelling = false;
      this.#idle();
    });
  }

  #idle() {
    if (this.#isCancelling || this.#writeDone !== undefined || this.#closed) return;
    const callback = this.#onIdle;
    this.#onIdle = undefined;
    callback();
  }

  ref(refed) {
    this.#refed = refed;
    if (this.#read !== undefined) native.setRef(this.#read, refed);
  }

  configure(options) {
    native.tcpOptions(this.id, options);
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#read !== undefined) native.cancel(this.#read);
    this.#read = undefined;
    native.close(this.id);
  }
}
