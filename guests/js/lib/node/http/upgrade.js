// The socket of 'upgrade' and 'connect' listeners of http.Server. What a listener writes up to the first empty line is the
// head of its response: with 101, or 2xx to CONNECT, the connection is its own from there on; with another status it is an
// ordinary response, which ends the exchange. Our own WebSocketServer takes the exchange over before anything is written.
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { Buffer } from '../buffer.js';
import { RawSocket } from './raw_socket.js';

/** Takes the exchange of a socket over, or gives undefined when something has been done with it. */
export let takeExchange;

/** RFC 9112 sections 4 and 5, without the empty line. */
const HEAD = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?\r\n((?:[^\r\n:]+:[^\r\n]*\r\n)*)$/;
const HEAD_END = '\r\n\r\n';
/** More is no head. */
const HEAD_BYTES = 65536;

export class UpgradeSocket extends RawSocket {
  #exchange;
  #isConnect;
  /** The start of a head, one character for each byte. */
  #head = '';
  /** An ordinary response. @type {{ status: number, reason: string, block: string, body: Buffer[] } | undefined} */
  #response;
  /** The connection has been handed over. */
  #isOpen = false;

  /** @param {ServerRequest} request */
  constructor(request) {
    super(request._peerAddress, request._listening.local, request._listening.server._tls !== undefined);
    this._server = request._listening.server;
    this.#exchange = request._bodySource;
    this.#isConnect = request.method === 'CONNECT';
  }

  _write(chunk, encoding, callback) {
    if (this.#isOpen) {
      super._write(chunk, encoding, callback);
    } else if (this.#response !== undefined) {
      this.#response.body.push(chunk);
      callback();
    } else {
      this.#takeHead(chunk, callback);
    }
  }

  #takeHead(chunk, callback) {
    if (this.#exchange === undefined) {
      callback(codedError(Error, 'EPIPE', 'this connection has become a WebSocket'));
      return;
    }
    const before = this.#head.length;
    this.#head += chunk.toString('latin1');
    // The end may have begun in the chunk before.
    const end = this.#head.indexOf(HEAD_END, Math.max(0, before - 3));
    if (end < 0 && this.#head.length <= HEAD_BYTES) {
      callback();
      return;
    }
    const parts = HEAD.exec(this.#head.slice(0, end + 2));
    if (parts === null) {
      callback(codedError(Error, 'ERR_INVALID', 'what was written to the connection of an upgrade does not begin with the head of an HTTP response'));
      return;
    }
    const [, code, reason, block] = parts;
    const status = Number(code);
    const rest = chunk.subarray(end + HEAD_END.length - before);
    this.#head = '';
    const isSwitch = this.#isConnect ? status >= 200 && status < 300 : status === 101;
    if (isSwitch) this.#switch(status, block, rest, callback);
    else {
      this.#response = { status, reason, block, body: rest.length > 0 ? [Buffer.from(rest)] : [] };
      callback();
    }
  }

  #switch(status, block, rest, callback) {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    native.httpSwitch(exchange, status, block, (error, handle) => {
      if (error !== undefined) {
        native.close(exchange);
        callback(error);
        return;
      }
      this.#isOpen = true;
      this.attach(handle);
      if (this.destroyed || rest.length === 0) callback();
      else super._write(rest, 'buffer', callback);
    });
  }

  _final(callback) {
    if (this.#isOpen) {
      super._final(callback);
      return;
    }
    this.#answer();
    this.once('finish', this.destroy);
    callback();
  }

  _destroy(error, callback) {
    this.#answer();
    super._destroy(error, callback);
  }

  /** Sends an ordinary response, or breaks the exchange off. */
  #answer() {
    const exchange = this.#exchange;
    if (exchange === undefined) return;
    this.#exchange = undefined;
    if (this.#response === undefined) {
      native.close(exchange);
      return;
    }
    const { status, reason, block, body } = this.#response;
    native.httpRespond(exchange, status, reason || undefined, `${block}connection: close\r\n`, Buffer.concat(body), false);
  }

  static {
    takeExchange = (socket) => {
      if (typeof socket !== 'object' || socket === null || !(#exchange in socket) || socket.#head !== '') return undefined;
      const exchange = socket.#exchange;
      socket.#exchange = undefined;
      return exchange;
    };
  }
}
