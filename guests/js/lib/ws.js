// The part of npm's `ws` that programs use, on the host's WebSocket: WebSocketServer, and a WebSocket with Node's events
// beside those of the web.
import { codedError, unsupported } from './error.js';
import { native } from './native.js';
import { Buffer, bufferOver, toBuffer } from './node/buffer.js';
import { invalidArgType } from './node/errors.js';
import { EventEmitter } from './node/events.js';
import { STATUS_CODES, createServer } from './node/http.js';
import { fieldLines } from './node/http/fields.js';
import { takeExchange } from './node/http/upgrade.js';
import { Duplex } from './node/stream.js';
import { nextTick } from './tick.js';
import { blockFromInit } from './web/headers.js';
import { clearTimeout, setTimeout } from './web/timers.js';
import {
  WebSocket as WebWebSocket,
  beginClose,
  connectTo,
  establish,
  sendControl,
  sendText,
  terminate,
  watchControl,
  watchMessages,
} from './web/websocket.js';
import { bytesOf, internal, isBufferSource } from './web/webidl.js';

/** The methods of an EventEmitter that a WebSocket has too. */
const EMITTER_METHODS = [
  'addListener',
  'emit',
  'eventNames',
  'getMaxListeners',
  'listenerCount',
  'listeners',
  'off',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'rawListeners',
  'removeAllListeners',
  'removeListener',
  'setMaxListeners',
];

/** Lets the events of pings and pongs come, once. */
let watch;

/** Listening by one of these methods is what asks for pings and pongs. */
const LISTENING_METHODS = new Set(['addListener', 'on', 'once', 'prependListener', 'prependOnceListener']);

/** The package's limit of a message. The host has its own, --max-message, which holds too. */
const MOST_PAYLOAD = 100 * 1024 * 1024;
/** Messages shorter than this are not compressed; the package's. */
const COMPRESS_FROM = 1024;

/** Options of the package that choose how the connection is made, which is up to the host and its policy. */
const CONNECTION_OPTIONS = ['agent', 'ca', 'cert', 'createConnection', 'key', 'localAddress', 'lookup', 'pfx', 'socketPath'];

/**
 * A WebSocket with the events of npm's `ws`: 'open'; 'message' with a Buffer and whether it was binary; 'ping' and 'pong' with
 * a Buffer; 'close' with the code and the reason as a Buffer; 'error' with an Error, which is thrown when nobody listens.
 */
export class WebSocket extends WebWebSocket {
  #isWatching = false;

  /**
   * @param {string | URL} url
   * @param {string | string[] | object} [protocols]
   * @param {{
   *   headers?: HeadersInit, protocol?: string, origin?: string, handshakeTimeout?: number, maxPayload?: number,
   *   perMessageDeflate?: boolean | { threshold?: number }, pingInterval?: number,
   * }} [options]
   */
  constructor(url, protocols = undefined, options = undefined) {
    super(internal);
    EventEmitter.call(this);
    this.binaryType = 'arraybuffer';
    this.addEventListener('open', () => this.emit('open'));
    watchMessages(this, (data) => {
      const listener = this._events.message;
      if (listener === undefined) return;
      const isBinary = typeof data !== 'string';
      const bytes = isBinary ? bufferOver(data) : toBuffer(native.utf8Encode(data));
      // Every message takes this way; one listener is the rule.
      if (typeof listener === 'function') listener.call(this, bytes, isBinary);
      else this.emit('message', bytes, isBinary);
    });
    this.addEventListener('error', ({ error }) => this.emit('error', error));
    this.addEventListener('close', ({ code, reason }) => this.emit('close', code, Buffer.from(reason)));
    if (url !== internal) this.#connect(url, protocols, options);
  }

  #connect(url, protocols, options) {
    const isOptions = options === undefined && typeof protocols === 'object' && protocols !== null && !Array.isArray(protocols);
    const given = (isOptions ? protocols : options) ?? {};
    for (const name of CONNECTION_OPTIONS) {
      if (given[name] !== undefined) throw unsupported(`the option \`${name}\` of a WebSocket`, 'the host makes the connection');
    }
    if (given.rejectUnauthorized === false) {
      throw unsupported('the option `rejectUnauthorized: false`', 'give the runtime the certificate with --ca-cert');
    }
    if (given.autoPong === false) throw unsupported('the option `autoPong: false`', 'the host answers pings');
    const headers = { ...given.headers };
    if (given.origin !== undefined) headers.origin = given.origin;
    const names = (isOptions ? undefined : protocols) ?? given.protocol ?? [];
    const list = typeof names === 'string' ? [names] : Array.from(names, String);
    for (const [index, name] of list.entries()) {
      if (!native.isToken(name) || list.indexOf(name) !== index) throw new SyntaxError('An invalid or duplicated subprotocol was specified');
    }
    connectTo(this, url, list, blockFromInit(headers), nativeOptions({ perMessageDeflate: true, ...given }));
    if (given.handshakeTimeout > 0) {
      const timer = setTimeout(() => {
        if (this.readyState !== WebWebSocket.CONNECTING) return;
        this.terminate();
        this.emit('error', new Error('Opening handshake has timed out'));
      }, given.handshakeTimeout);
      for (const type of ['open', 'close']) this.addEventListener(type, () => clearTimeout(timer));
    }
  }

  /** `send(data, callback)` and `send(data, options, callback)`; the options change nothing but `binary`. */
  send(data, options = undefined, callback = undefined) {
    const done = typeof options === 'function' ? options : callback;
    const message = typeof data === 'number' ? `${data}` : data;
    const isBinary = typeof options === 'object' ? options?.binary : undefined;
    this.#requireOpening();
    const isOpen = this.readyState === WebWebSocket.OPEN;
    if (isBinary === false && isBufferSource(message)) sendText(this, bytesOf(message));
    else super.send(isBinary && typeof message === 'string' ? Buffer.from(message) : message);
    if (typeof done === 'function') nextTick(done, isOpen ? undefined : this.#notOpen());
  }

  /** close([code[, reason]]) with the codes of the package. */
  close(code = undefined, reason = '') {
    const isAllowed = (code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006) || (code >= 3000 && code <= 4999);
    if (code !== undefined && (!Number.isInteger(code) || !isAllowed)) {
      throw new TypeError('First argument must be a valid error code number');
    }
    const text = typeof reason === 'string' ? reason : Buffer.from(reason).toString();
    if (Buffer.byteLength(text) > 123) throw new RangeError('The message must not be greater than 123 bytes');
    beginClose(this, code ?? (text === '' ? 0 : 1000), text);
  }

  /** Breaks the connection off. */
  terminate() {
    terminate(this);
  }

  /** ping([data[, mask]][, callback]); the mask is the host's affair. */
  ping(data = undefined, mask = undefined, callback = undefined) {
    this.#sendControl(false, data, mask, callback);
  }

  /** As ping(). The host has answered the peer's pings by itself. */
  pong(data = undefined, mask = undefined, callback = undefined) {
    this.#sendControl(true, data, mask, callback);
  }

  #sendControl(isPong, data, mask, callback) {
    const done = [data, mask, callback].find((value) => typeof value === 'function');
    this.#requireOpening();
    if (this.readyState !== WebWebSocket.OPEN) {
      if (done !== undefined) nextTick(done, this.#notOpen());
      return;
    }
    const payload = typeof data === 'function' || data === undefined || data === null ? '' : data;
    const bytes = typeof payload === 'number' ? `${payload}` : payload;
    if ((typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.byteLength) > 125) {
      throw new RangeError('The data size must not be greater than 125 bytes');
    }
    sendControl(this, bytes, isPong, (error) => done?.(error));
  }

  #requireOpening() {
    if (this.readyState === WebWebSocket.CONNECTING) throw new Error('WebSocket is not open: readyState 0 (CONNECTING)');
  }

  #notOpen() {
    const names = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'];
    return new Error(`WebSocket is not open: readyState ${this.readyState} (${names[this.readyState]})`);
  }

  static {
    watch = (socket) => {
      if (socket.#isWatching) return;
      socket.#isWatching = true;
      watchControl(socket, (kind, payload) => socket.emit(kind, bufferOver(payload)));
    };
  }
}
for (const name of EMITTER_METHODS) {
  const method = EventEmitter.prototype[name];
  const value = LISTENING_METHODS.has(name)
    ? function listen(type, listener) {
        if (type === 'ping' || type === 'pong') watch(this);
        return method.call(this, type, listener);
      }
    : method;
  Object.defineProperty(WebSocket.prototype, name, { value, writable: true, configurable: true });
}

/** What the host is told of the options that both sides have. */
function nativeOptions({ maxPayload = MOST_PAYLOAD, perMessageDeflate, pingInterval }) {
  return {
    // 0 is no limit but the host's.
    messageBytes: maxPayload > 0 ? Math.min(Math.floor(maxPayload), 2 ** 32 - 1) : undefined,
    compress: Boolean(perMessageDeflate),
    compressFrom: perMessageDeflate?.threshold ?? COMPRESS_FROM,
    pingMilliseconds: pingInterval > 0 ? Math.ceil(pingInterval) : undefined,
  };
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
   *   port?: number, host?: string, backlog?: number, server?: Server, noServer?: boolean, path?: string,
   *   clientTracking?: boolean, maxPayload?: number, perMessageDeflate?: boolean | { threshold?: number }, pingInterval?: number,
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
      this.#server.listen(port, this.options.host, this.options.backlog, callback);
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
    const abort = (status, why, block = '') => this.#abort(request, socket, status, why, block);
    if (method !== 'GET') return abort(405, 'Invalid HTTP method');
    if (headers.upgrade?.toLowerCase() !== 'websocket') return abort(400, 'Invalid Upgrade header');
    if (headers['sec-websocket-version'] !== '13') {
      return abort(426, 'Missing or invalid Sec-WebSocket-Version header', 'sec-websocket-version: 13\r\n');
    }
    if (this.#state !== 'running') return refuse(socket, 503);
    if (!this.shouldHandle(request)) return refuse(socket, 400);
    const { verifyClient } = this.options;
    if (typeof verifyClient !== 'function') return this.#complete(request, socket, callback);
    const info = { origin: headers.origin, secure: Boolean(socket.encrypted), req: request };
    if (verifyClient.length < 2) {
      if (verifyClient(info)) return this.#complete(request, socket, callback);
      return refuse(socket, 401);
    }
    verifyClient(info, (verified, code = 401, message = undefined, extra = undefined) => {
      if (verified) this.#complete(request, socket, callback);
      else refuse(socket, code, message, extra === undefined ? '' : blockOf(extra));
    });
  }

  /** A listener for 'wsClientError' answers what is no handshake in its own way. */
  #abort(request, socket, status, why, block = '') {
    if (this.listenerCount('wsClientError') > 0) this.emit('wsClientError', new Error(why), socket, request);
    else refuse(socket, status, why, block);
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
    webSocket._socket = socket;
    establish(webSocket, '', (done) =>
      native.wsUpgrade(exchange, protocol || undefined, block, nativeOptions(this.options), (error, ...opened) => {
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

function refuse(socket, status, message = STATUS_CODES[status], block = '') {
  const body = message ?? '';
  const fields = `content-type: text/html\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${fields}${block}\r\n${body}`);
}

function blockOf(headers) {
  return Object.entries(headers)
    .map(([name, value]) => fieldLines(name, value))
    .join('');
}

/** A WebSocket as a stream: each message that comes is a chunk, each chunk that is written a message. */
export function createWebSocketStream(socket, options = undefined) {
  const duplex = new Duplex({
    ...options,
    autoDestroy: false,
    emitClose: false,
    objectMode: false,
    writableObjectMode: false,
    read() {},
    write(chunk, encoding, callback) {
      if (socket.readyState === WebWebSocket.CONNECTING) socket.once('open', () => socket.send(chunk, callback));
      else socket.send(chunk, callback);
    },
    final(callback) {
      if (socket.readyState === WebWebSocket.CONNECTING) socket.once('open', () => duplex._final(callback));
      else {
        socket.close();
        callback();
      }
    },
    destroy(error, callback) {
      callback(error);
      if (socket.readyState !== WebWebSocket.CLOSED) socket.terminate();
      nextTick(() => duplex.emit('close'));
    },
  });
  socket.on('message', (message, isBinary) => {
    duplex.push(!isBinary && duplex._readableState.objectMode ? message.toString() : message);
  });
  socket.once('error', (error) => duplex.destroy(error));
  socket.once('close', () => {
    if (!duplex.destroyed) duplex.push(null);
  });
  return duplex;
}

Object.assign(WebSocket, { Server: WebSocketServer, WebSocket, WebSocketServer, createWebSocketStream });

export { WebSocketServer as Server };
export default WebSocket;
