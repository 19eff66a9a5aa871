// What 'upgrade' listeners of http.Server get in the place of the raw connection: WebSocketServer takes it over, or the
// listener refuses it as it would in Node, by writing an HTTP response to it.
import { native } from '../../native.js';
import { Buffer } from '../buffer.js';
import { Connection } from './connection.js';

/** Takes the exchange of a socket over, or gives undefined when it has been answered or broken off. */
export let takeExchange;

const RESPONSE = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?\r\n((?:[^\r\n]+\r\n)*)(?:\r\n([^]*))?$/;

export class UpgradeSocket extends Connection {
  #exchange;
  /** The response that refuses the upgrade, one character for each byte. */
  #response = '';

  /** @param {ServerRequest} request */
  constructor(request) {
    super(request._peerAddress, request._listening.local, request._listening.server._tls !== undefined, (error) => {
      this.#answer();
      this.finish(error);
    });
    this._server = request._listening.server;
    this.#exchange = request._bodySource;
  }

  /** Adds to the response; it is sent by end() or destroy(). */
  write(chunk, encoding, callback) {
    const done = typeof encoding === 'function' ? encoding : callback;
    this.#response += Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8').toString('latin1');
    if (typeof done === 'function') done();
    return true;
  }

  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') chunk();
    else if (chunk !== undefined && chunk !== null) this.write(chunk, encoding, callback);
    return this.destroy();
  }

  #answer() {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    if (exchange === undefined) return;
    const parts = RESPONSE.exec(this.#response);
    if (parts === null) {
      native.close(exchange);
      return;
    }
    const [, status, reason, fields, body = ''] = parts;
    const block = `${fields}connection: close\r\n`;
    native.httpRespond(exchange, Number(status), reason || undefined, block, Buffer.from(body, 'latin1'), false);
  }

  static {
    takeExchange = (socket) => {
      if (typeof socket !== 'object' || socket === null || !(#exchange in socket)) return undefined;
      const exchange = socket.#exchange;
      socket.#exchange = undefined;
      return exchange;
    };
  }
}
