// A connection of the host, as a socket holds it: it may change hands between a socket and the TLS socket over it.
import { native } from '../../native.js';

/** The most bytes that one read brings. */
const READ_BYTES = 65536;

export class Channel {
  /** The outstanding `stream.read`, undefined when there is none. */
  #read;
  #writes = 0;
  #onIdle;
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
    this.received = (error, bytes) => {
      this.#read = undefined;
      this.onRead(error, bytes);
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

  /** @param {string | ArrayBufferView} data a string is sent as UTF-8 */
  write(data, done) {
    this.#writes += 1;
    native.streamWrite(this.id, data, (error) => {
      this.#writes -= 1;
      done(error);
      if (this.#writes === 0 && this.#onIdle !== undefined) this.#idle();
    });
  }

  end(done) {
    native.streamShutdown(this.id, done);
  }

  /** Calls back when no call is under way on the connection. No byte is lost. */
  whenIdle(callback) {
    this.#onIdle = callback;
    if (this.#read !== undefined) {
      native.cancel(this.#read);
      this.#read = undefined;
      // The host has taken the call back when it answers this one.
      this.#writes += 1;
      native.sleep(0, () => {
        this.#writes -= 1;
        if (this.#writes === 0) this.#idle();
      });
    } else if (this.#writes === 0) {
      this.#idle();
    }
  }

  #idle() {
    const callback = this.#onIdle;
    this.#onIdle = undefined;
    if (callback !== undefined && !this.#closed) callback();
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
