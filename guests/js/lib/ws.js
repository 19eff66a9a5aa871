// The part of npm's `ws` that programs use, on the host's WebSocket: WebSocketServer, and a WebSocket with Node's events
// beside those of the web.
import { codedError, unsupported } from './error.js';
import { native } from './native.js';
import { Buffer } from './node/buffer.js';
import { invalidArgType } from './node/errors.js';
import { EventEmitter } from './node/events.js';
import { createServer } from './node/http.js';
import { fieldLines } from './node/http/fields.js';
import { takeExchange } from './node/http/upgrade.js';
import { nextTick } from './tick.js';
import { WebSocket as WebWebSocket, establish, terminate } from './web/websocket.js';
import { internal } from './web/webidl.js';

/** The methods of an EventEmitter that a WebSocket has too. */
const EMITTER_METHODS = [
  'addListener',
  'emit',
  'eventNames',
  'listenerCount',
  'listeners',
  'off',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'removeAllListeners',
  'removeListener',
  'setMaxListeners',
];

/** The emitter of a WebSocket's events. */
let emitterOf;

/**
 * A WebSocket with the events of npm's `ws`: 'open'; 'message' with a Buffer and whether it was binary; 'close' with the code
 * and the reason as a Buffer; 'error' with an Error, which is thrown when nobody listens.
 */
export class WebSocket extends WebWebSocket {
  #emitter = new EventEmitter();

  /**
   * @param {string | URL} url
   * @param {string | string[] | object} [protocols]
   * @param {{ headers?: HeadersInit, protocol?: string, origin?: string }} [options]
   */
  constructor(url, protocols = undefined, options = undefined) {
    if (url === internal) {
      super(internal);
    } else {
      const isOptions = options === undefined && typeof protocols === 'object' && protocols !== null && !Array.isArray(protocols);
      const given = (isOptions ? protocols : options) ?? {};
      const headers = { ...given.headers };
      if (given.origin !== undefined) headers.origin = given.origin;
      super(url, { protocols: (isOptions ? undefined : protocols) ?? given.protocol, headers });
    }
    this.binaryType = 'arraybuffer';
    this.addEventListener('open', () => this.#emitter.emit('open'));
    this.addEventListener('message', ({ data }) => {
      if (this.#emitter.listenerCount('message') > 0) this.#emitter.emit('message', Buffer.from(data), typeof data !== 'string');
    });
    this.addEventListener('error', ({ error }) => this.#emitter.emit('error', error));
    this.addEventListener('close', ({ code, reason }) => this.#emitter.emit('close', code, Buffer.from(reason)));
  }

  /** `send(data, callback)` and `send(data, options, callback)`; the options change nothing but `binary`. */
  send(data, options = undefined, callback = undefined) {
    const done = typeof options === 'function' ? options : callback;
    let message = typeof data === 'number' ? `${data}` : data;
    if (typeof options === 'object' && options !== null && options.binary !== undefined) {
      if (options.binary && typeof message === 'string') message = Buffer.from(message);
      else if (!options.binary && typeof message !== 'string') message = Buffer.from(message).toString();
    }
    if (this.readyState === WebWebSocket.CONNECTING) throw new Error('WebSocket is not open: readyState 0 (CONNECTING)');
    const isOpen = this.readyState === WebWebSocket.OPEN;
    super.send(message);
    if (typeof done === 'function') {
      const error = isOpen ? undefined : new Error(`WebSocket is not open: readyState ${this.readyState}`);
      nextTick(done, error);
    }
  }

  /** Breaks the connection off. */
  terminate() {
    terminate(this);
  }

  ping() {
    throw unsupported('WebSocket.ping', 'the host answers pings by itself');
  }

  pong() {
    throw unsupported('WebSocket.pong', 'the host answers pings by itself');
  }

  static {
    emitterOf = (socket) => socket.#emitter;
  }
}
for (const name of EMITTER_METHODS) {
  Object.defineProperty(WebSocket.prototype, name, {
    value(...args) {
      const result = emitterOf(this)[name](...args);
      return result === emitterOf(this) ? this : result;
    },
    writable: true,
    configurable: true,
  });
}

/** Serves WebSockets on a port of its own, on the `server` given, or with `noServer` by handleUpgrade(). */
export class WebSocketServer extends EventEmitter {
  /** @type {Set<WebSocket> | undefined} */
  clients;
  options;
  #server;
  #ownsServer = false;
  #onUpgrade;
  #state = 'running';

  /**
   * @param {{
   *   port?: number, host?: string, server?: Server, noServer?: boolean, path?: string, clientTracking?: boolean,
   *   handleProtocols?: (protocols: Set<string>, request: IncomingMessage) => string | false,
   *   verifyClient?: Function, WebSocket?: typeof WebSocket,
   * }} options
   * @param {() => void} [callback] for 'listening', with a port
   */
  constructor(options = {}, callback = undefined) {
    super();
    this.options = { clientTracking: true, WebSocket, ...options };
    const { port, server, noServer } = this.options;
    if ([port !== undefined, server !== undefined, Boolean(noServer)].filter(Boolean).length !== 1) {
      throw new TypeError('One and only one of the "port", "server", or "noServer" options must be specified');
    }
    if (this.options.clientTracking) this.clients = new Set();
    if (noServer) return;
    if (port !== undefined) {
      this.#ownsServer = true;
      this.#server = createServer((request, response) => {
        response.writeHead(426, { 'content-type': 'text/plain', upgrade: 'websocket' }).end('Upgrade Required');
      });
      this.#server.listen(port, this.options.host, callback);
    } else {
      this.#server = server;
    }
    this.#server.on('listening', () => this.emit('listening'));
    this.#server.on('error', (error) => this.emit('error', error));
    this.#onUpgrade = (request, socket, head) => {
      this.handleUpgrade(request, socket, head, (webSocket) => this.emit('connection', webSocket, request));
    };
    this.#server.on('upgrade', this.#onUpgrade);
  }

  address() {
    if (this.options.noServer) throw new Error('The server is operating in "noServer" mode');
    return this.#server?.address() ?? null;
  }

  shouldHandle(request) {
    const { path } = this.options;
    return path === undefined || request.url.split('?', 1)[0] === path;
  }

  /** Makes the connection of an 'upgrade' event a WebSocket, and refuses it with a status where it cannot be one. */
  handleUpgrade(request, socket, head, callback) {
    if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback);
    const { method, headers } = request;
    if (method !== 'GET') return refuse(socket, 405, 'Method Not Allowed');
    if (headers.upgrade?.toLowerCase() !== 'websocket') return refuse(socket, 400, 'Bad Request');
    if (headers['sec-websocket-version'] !== '13') {
      return refuse(socket, 426, 'Upgrade Required', 'sec-websocket-version: 13\r\n');
    }
    if (this.#state !== 'running') return refuse(socket, 503, 'Service Unavailable');
    if (!this.shouldHandle(request)) return refuse(socket, 400, 'Bad Request');
    const { verifyClient } = this.options;
    if (typeof verifyClient !== 'function') return this.#complete(request, socket, callback);
    const info = { origin: headers.origin, secure: false, req: request };
    if (verifyClient.length < 2) {
      if (verifyClient(info)) return this.#complete(request, socket, callback);
      return refuse(socket, 401, 'Unauthorized');
    }
    verifyClient(info, (verified, code = 401, message = '', extra = undefined) => {
      if (verified) this.#complete(request, socket, callback);
      else refuse(socket, code, message, extra === undefined ? '' : blockOf(extra));
    });
  }

  #complete(request, socket, callback) {
    const offered = request.headers['sec-websocket-protocol'];
    const protocols = new Set(offered?.split(',').map((name) => name.trim()).filter((name) => name !== ''));
    const { handleProtocols } = this.options;
    let protocol;
    if (protocols.size > 0) {
      protocol = handleProtocols === undefined ? protocols.values().next().value : handleProtocols(protocols, request);
    }
    const lines = [];
    this.emit('headers', lines, request);
    const block = lines.map((line) => `${line}\r\n`).join('');
    const exchange = takeExchange(socket);
    if (exchange === undefined) {
      throw codedError(Error, 'ERR_INVALID_STATE', 'server.handleUpgrade() was called more than once with the same socket');
    }
    const webSocket = new this.options.WebSocket(internal);
    establish(webSocket, '', (done) =>
      native.wsUpgrade(exchange, protocol || undefined, block, (error, ...opened) => {
        if (error !== undefined) {
          // What is no handshake after all; a client that is gone gets nothing.
          if (error.reason === 'invalid') native.httpRespond(exchange, 400, undefined, 'connection: close\r\n', undefined, false);
          this.emit('wsClientError', error, socket, request);
          return;
        }
        this.clients?.add(webSocket);
        webSocket.addEventListener('close', () => {
          this.clients?.delete(webSocket);
          if (this.#state === 'closing' && this.clients?.size === 0) nextTick(() => this.#closed());
        });
        done(undefined, ...opened);
        callback(webSocket, request);
      }),
    );
  }

  /** Stops accepting. 'close' follows when the connections that are left, if they are tracked, have closed. */
  close(callback = undefined) {
    if (typeof callback === 'function') {
      if (this.#state === 'closed') {
        nextTick(callback, new Error('The server is not running'));
        return;
      }
      this.once('close', () => callback());
    }
    if (this.#state !== 'running') return;
    this.#state = 'closing';
    this.#server?.removeListener('upgrade', this.#onUpgrade);
    if (this.#ownsServer) this.#server.close();
    if (!this.clients?.size) nextTick(() => this.#closed());
  }

  #closed() {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.emit('close');
  }
}

function refuse(socket, status, reason, block = '') {
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${block}\r\n`);
}

function blockOf(headers) {
  return Object.entries(headers)
    .map(([name, value]) => fieldLines(name, value))
    .join('');
}

export { WebSocketServer as Server };
export default WebSocket;
