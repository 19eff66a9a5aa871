// What `req.socket` is: a view of the connection, or the HTTP/2 stream, that carries one exchange. The host owns the
// connection and keeps it alive between exchanges, so each exchange has a view of its own.
import { splitAddress } from '../../address.js';
import { unsupported } from '../../error.js';
import { nextTick } from '../../tick.js';
import { clearTimeout, setTimeout } from '../../web/timers.js';
import { EventEmitter } from '../events.js';

export class Connection extends EventEmitter {
  destroyed = false;
  connecting = false;
  pending = false;
  readable = true;
  writable = true;
  timeout = 0;
  errored = null;
  #breakOff;
  #timer;

  /**
   * @param {string | undefined} peer
   * @param {string | undefined} local
   * @param {boolean} encrypted
   * @param {(error?: Error) => void} breakOff ends the exchange and the connection with it
   */
  constructor(peer, local, encrypted, breakOff) {
    super();
    this.#breakOff = breakOff;
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

  get readyState() {
    return this.destroyed ? 'closed' : 'open';
  }

  get server() {
    return this._server;
  }

  /** Certificates are checked by the host, which does not hand them over. */
  getPeerCertificate() {
    if (this.authorized) throw unsupported('socket.getPeerCertificate', 'socket.authorized says that there is a valid one');
    return {};
  }

  address() {
    return { address: this.localAddress, family: this.localFamily, port: this.localPort };
  }

  /** Emits 'timeout' when nothing has been sent or received for so long. It never keeps the program alive. */
  setTimeout(milliseconds, callback) {
    this.timeout = milliseconds;
    if (typeof callback === 'function') {
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
    return this;
  }

  unref() {
    return this;
  }

  write() {
    throw unsupported('writing to the connection of an HTTP message', 'write to the message');
  }

  end() {
    this.destroy();
    return this;
  }

  destroySoon() {
    this.destroy();
  }

  destroy(error) {
    if (!this.destroyed) this.#breakOff(error);
    return this;
  }

  /** The exchange is over: called by its owner once. */
  finish(error) {
    if (this.destroyed) return;
    this.destroyed = true;
    this.readable = false;
    this.writable = false;
    this.touch();
    if (error && this.listenerCount('error') > 0) nextTick(() => this.emit('error', error));
    nextTick(() => this.emit('close', Boolean(error)));
  }
}
