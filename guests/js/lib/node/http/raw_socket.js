// The connection that HTTP has handed over, as a stream both ways with the face of net.Socket.
import { splitAddress } from '../../address.js';
import { native } from '../../native.js';
import { nextTick } from '../../tick.js';
import { clearTimeout, setTimeout } from '../../web/timers.js';
import { Buffer, bufferOver } from '../buffer.js';
import { validateFunction } from '../errors.js';
import { Duplex } from '../stream.js';

const READ_BYTES = 65536;

export class RawSocket extends Duplex {
  connecting = false;
  pending = false;
  timeout = 0;
  bytesRead = 0;
  bytesWritten = 0;
  #handle;
  #reading;
  /** Somebody wants to read, and there is no connection yet. */
  #isWanted = false;
  #keepsAlive = true;
  #timer;

  /** @param {string | undefined} peer @param {string | undefined} local @param {boolean} encrypted */
  constructor(peer, local, encrypted) {
    super({ allowHalfOpen: true, decodeStrings: true, emitClose: false });
    const remote = peer === undefined ? undefined : splitAddress(peer);
    this.remoteAddress = remote?.address;
    this.remotePort = remote?.port;
    this.remoteFamily = remote?.family;
    const own = local === undefined ? undefined : splitAddress(local);
    this.localAddress = own?.address;
    this.localPort = own?.port;
    this.localFamily = own?.family;
    if (encrypted) this.encrypted = true;
  }

  /** Gives it the connection to read from and write to. */
  attach(handle) {
    if (this.destroyed) {
      native.close(handle);
      return;
    }
    this.#handle = handle;
    if (this.#isWanted) this._read();
  }

  get readyState() {
    if (this.destroyed) return 'closed';
    if (this.readable && this.writable) return 'open';
    return this.readable ? 'readOnly' : 'writeOnly';
  }

  get server() {
    return this._server;
  }

  get bufferSize() {
    return this.writableLength;
  }

  address() {
    return { address: this.localAddress, family: this.localFamily, port: this.localPort };
  }

  _read() {
    if (this.#handle === undefined) {
      this.#isWanted = true;
      return;
    }
    if (this.#reading !== undefined) return;
    this.#reading = native.streamRead(this.#handle, READ_BYTES, (error, chunk) => {
      this.#reading = undefined;
      this.touch();
      if (error !== undefined) {
        this.destroy(error);
      } else if (chunk === undefined) {
        this.push(null);
      } else {
        this.bytesRead += chunk.byteLength;
        this.push(bufferOver(chunk));
      }
    });
    if (!this.#keepsAlive) native.setRef(this.#reading, false);
  }

  _write(chunk, encoding, callback) {
    this.touch();
    this.bytesWritten += chunk.length;
    native.streamWrite(this.#handle, chunk, (error) => {
      this.touch();
      callback(error);
    });
  }

  _writev(chunks, callback) {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer', callback);
  }

  _final(callback) {
    if (this.#handle === undefined) callback();
    else native.streamShutdown(this.#handle, callback);
  }

  _destroy(error, callback) {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    if (this.#reading !== undefined) native.cancel(this.#reading);
    if (this.#handle !== undefined) native.close(this.#handle);
    this.#reading = undefined;
    this.#handle = undefined;
    callback(error);
    nextTick(() => this.emit('close', Boolean(error)));
  }

  /** Sends what has been written, ends, and lets go. */
  destroySoon() {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', this.destroy);
  }

  /** Emits 'timeout' when nothing has been sent or received for so long. It never keeps the program alive. */
  setTimeout(milliseconds, callback = undefined) {
    this.timeout = milliseconds;
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      if (milliseconds === 0) this.removeListener('timeout', callback);
      else this.once('timeout', callback);
    }
    this.touch();
    return this;
  }

  /** There was traffic: the idle time starts anew. */
  touch() {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.timeout > 0 && !this.destroyed) {
      this.#timer = setTimeout(() => this.emit('timeout'), this.timeout);
      this.#timer.unref();
    }
  }

  // The host sends without delay and probes idle connections; there is nothing for a script to choose.
  setNoDelay() {
    return this;
  }

  setKeepAlive() {
    return this;
  }

  ref() {
    return this.#setKeepsAlive(true);
  }

  unref() {
    return this.#setKeepsAlive(false);
  }

  #setKeepsAlive(wanted) {
    this.#keepsAlive = wanted;
    if (this.#reading !== undefined) native.setRef(this.#reading, wanted);
    return this;
  }
}
