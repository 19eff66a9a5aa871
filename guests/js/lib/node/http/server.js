// http.Server.
import { splitAddress } from '../../address.js';
import { codedError, unsupported } from '../../error.js';
import { native } from '../../native.js';
import { nextTick, tickMethod } from '../../tick.js';
import { Buffer } from '../buffer.js';
import { invalidArgType, invalidArgValue, outOfRange, validateFunction, validateObject } from '../errors.js';
import { EventEmitter } from '../events.js';
import { IncomingMessage, ServerRequest } from './incoming.js';
import { ENDED } from './outgoing.js';
import { ServerResponse } from './response.js';
import { UpgradeSocket } from './upgrade.js';

/** The original runtime, and Node where there is no IPv6, listen on all IPv4 addresses when no host is given. */
const ANY_ADDRESS = '0.0.0.0';

/** One listener and what belongs to it. */
class Listening {
  closing = false;
  ref = true;
  /** The outstanding listen call, later that which serves. */
  call = undefined;
  handle = undefined;
  /** The address it listens on, as text. */
  local = undefined;
  /** The response to the latest request, which is not among the active ones while its handler runs. */
  latest = undefined;

  constructor(server) {
    this.server = server;
  }
}

/** Callable without `new`. @param {object | Function} [options] @param {Function} [listener] */
export function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  const handler = typeof options === 'function' ? options : listener;
  const given = typeof options === 'function' || options === undefined || options === null ? {} : options;
  validateObject(given, 'options');
  EventEmitter.call(this, given);
  if (given.insecureHTTPParser) throw unsupported('insecureHTTPParser', 'malformed requests are refused by the host');
  this.timeout = 0;
  this.keepAliveTimeout = checkedTime(given, 'keepAliveTimeout', 5000);
  this.requestTimeout = checkedTime(given, 'requestTimeout', 300_000);
  this.headersTimeout = checkedTime(given, 'headersTimeout', Math.min(60_000, this.requestTimeout || 60_000));
  if (this.requestTimeout > 0 && this.headersTimeout > this.requestTimeout)
    throw outOfRange('headersTimeout', '<= requestTimeout', given.headersTimeout);
  this.maxConnections = undefined;
  this.maxHeadersCount = null;
  this.maxRequestsPerSocket = 0;
  this._requestClass = given.IncomingMessage ?? IncomingMessage;
  this._responseClass = given.ServerResponse ?? ServerResponse;
  this._listening = undefined;
  /** Responses that were not ended when their handler returned. */
  this._active = new Set();
  if (given.captureRejections || this._requestClass !== IncomingMessage || this._responseClass !== ServerResponse)
    this._elaborate = true;
  if (handler !== undefined) this.on('request', handler);
}
/** What a listener is given when it begins; `tls` is undefined for a server without. */
Server.prototype._tls = undefined;
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

const prototype = Server.prototype;

/** Requests take the way through _dispatch(), because more is asked for than a 'request' listener. */
prototype._elaborate = false;

const ELABORATE_EVENTS = new Set([
  'connection',
  'secureConnection',
  'upgrade',
  'connect',
  'checkContinue',
  'checkExpectation',
]);

prototype.on = function on(type, listener) {
  if (ELABORATE_EVENTS.has(type)) this._elaborate = true;
  return EventEmitter.prototype.on.call(this, type, listener);
};
prototype.addListener = prototype.on;

Object.defineProperties(prototype, {
  listening: {
    configurable: true,
    get() {
      return this._listening !== undefined;
    },
  },
  connections: {
    configurable: true,
    get() {
      return this._active.size;
    },
  },
});

/** listen([port[, host[, backlog]]][, callback]) and listen(options[, callback]). */
prototype.listen = function listen(...args) {
  const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
  const { port, host, signal } = listenTarget(args);
  if (this._listening !== undefined) {
    throw codedError(
      Error,
      'ERR_SERVER_ALREADY_LISTEN',
      'Listen method has been called more than once without closing.',
    );
  }
  if (callback !== undefined) this.once('listening', callback);
  const listening = new Listening(this);
  this._listening = listening;
  // In the next tick, so that what is set on the server right after listen() holds for the listener, as in Node.
  tickMethod(begin, this, [listening, host, port]);
  if (signal !== undefined) {
    if (signal.aborted) this.close();
    else signal.addEventListener('abort', () => this.close(), { once: true });
  }
  return this;
};

function begin(listening, host, port) {
  if (listening.closing) return;
  listening.call = native.httpListen(host, port, limitsOf(this), this._tls, (error, handle, local) => {
    listening.call = undefined;
    if (error !== undefined) {
      if (this._listening === listening) this._listening = undefined;
      this.emit('error', listenError(error, host, port));
      return;
    }
    listening.handle = handle;
    listening.local = local;
    serve(this, listening);
    this.emit('listening');
  });
}

/** What the host is to enforce; it has limits of its own, which no server exceeds. */
function limitsOf(server) {
  const time = (value) => (typeof value === 'number' && value > 0 ? value : undefined);
  const { maxConnections } = server;
  return {
    header: time(server.headersTimeout),
    request: time(server.requestTimeout),
    idle: time(server.keepAliveTimeout),
    connections: typeof maxConnections === 'number' && maxConnections >= 0 ? maxConnections : undefined,
  };
}

function checkedTime(options, name, usual) {
  const value = options[name];
  if (value === undefined) return usual;
  if (typeof value !== 'number') throw invalidArgType(name, 'of type number', value);
  if (!Number.isInteger(value) || value < 0) throw outOfRange(name, 'an integer >= 0', value);
  return value;
}

function listenTarget(args) {
  const [first, second] = args;
  if (first !== null && typeof first === 'object') {
    for (const name of ['path', 'fd', '_handle']) {
      if (first[name] !== undefined) throw unsupported(`listening on a ${name}`, 'listen on a port');
    }
    return { port: checkedPort(first.port), host: checkedHost(first.host), signal: first.signal };
  }
  if (typeof first === 'string' && !/^\d+$/.test(first))
    throw unsupported('listening on a socket path', 'listen on a port');
  return {
    port: checkedPort(first),
    host: checkedHost(typeof second === 'string' ? second : undefined),
    signal: undefined,
  };
}

function checkedPort(value) {
  if (value === undefined || value === null) return 0;
  const port = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 0 || port > 65535) {
    throw codedError(
      RangeError,
      'ERR_SOCKET_BAD_PORT',
      `options.port should be >= 0 and < 65536. Received ${describePort(value)}.`,
    );
  }
  return port;
}

function describePort(value) {
  return typeof value === 'string' ? `type string ('${value}')` : `type ${typeof value} (${String(value)})`;
}

function checkedHost(host) {
  if (host === undefined || host === null || host === '') return ANY_ADDRESS;
  if (typeof host !== 'string') throw invalidArgType('options.host', 'of type string', host);
  return host;
}

function listenError(error, host, port) {
  error.syscall = 'listen';
  error.address = host;
  error.port = port;
  return error;
}

function serve(server, listening) {
  const call = native.httpServe(listening.handle, (exchange, method, target, block, body, more, peer, version, authorized) => {
    const request = new ServerRequest(listening, exchange, method, target, block, body, more, peer, version);
    if (authorized === true) request._authorized = true;
    const response = new ServerResponse(request);
    listening.latest = response;
    const handler = server._events.request;
    if (server._elaborate || typeof handler !== 'function' || method === 'CONNECT') {
      server._dispatch(request, response);
      return;
    }
    try {
      handler.call(server, request, response);
    } finally {
      if (response._phase !== ENDED && !response.destroyed) track(server, response);
    }
  });
  if (typeof call === 'number') {
    listening.call = call;
    if (!listening.ref) native.setRef(call, false);
  }
}

function track(server, response) {
  response._tracked = true;
  server._active.add(response);
}

/** The long way: the connection's events, subclasses, timeouts, Expect, rejections of asynchronous handlers. */
prototype._dispatch = function dispatch(plainRequest, plainResponse) {
  if (plainRequest.method === 'CONNECT') {
    handOver(this, 'connect', plainRequest);
    return;
  }
  // As in Node, a server without a listener for it answers an upgrade like any other request.
  if (this.listenerCount('upgrade') > 0 && native.findHeader(plainRequest._headerBlock, 'upgrade') !== undefined) {
    handOver(this, 'upgrade', plainRequest);
    return;
  }
  const { request, response } = adopt(this, plainRequest, plainResponse);
  if (this.timeout > 0) applyTimeout(this, request, response);
  if (this.listenerCount('connection') > 0) this.emit('connection', request.socket);
  if (this._tls !== undefined && this.listenerCount('secureConnection') > 0)
    this.emit('secureConnection', request.socket);
  try {
    const expectation = native.findHeader(request._headerBlock, 'expect');
    if (expectation === undefined) this.emit('request', request, response);
    else if (/(?:^|\W)100-continue(?:$|\W)/i.test(expectation))
      this.emit(this.listenerCount('checkContinue') > 0 ? 'checkContinue' : 'request', request, response);
    else if (this.listenerCount('checkExpectation') > 0) this.emit('checkExpectation', request, response);
    else this.emit('request', request, response);
  } finally {
    if (!response.writableEnded && !response.destroyed) track(this, response);
  }
};

/** Lets a listener have the connection of a request. What the client has sent ahead is read from the socket. */
function handOver(server, event, request) {
  const socket = new UpgradeSocket(request);
  request.socket = socket;
  request.upgrade = true;
  if (server.listenerCount('connection') > 0) server.emit('connection', socket);
  // As in Node, a CONNECT that nobody listens for ends the connection.
  if (!server.emit(event, request, socket, Buffer.alloc(0))) socket.destroy();
}

/** With `captureRejections`: the failure of an asynchronous handler is answered with status 500, as in Node. */
prototype[EventEmitter.captureRejectionSymbol] = function captureRejection(error, type, request, response) {
  if (type !== 'request' && type !== 'checkContinue' && type !== 'checkExpectation') {
    this.emit('error', error);
  } else if (response.headersSent) {
    response.destroy();
  } else {
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    response.statusCode = 500;
    response.end('Internal Server Error');
  }
};

/** Makes instances of the classes given as options, in the place of the plain ones. */
function adopt(server, request, response) {
  const { _requestClass: RequestClass, _responseClass: ResponseClass } = server;
  if (RequestClass === IncomingMessage && ResponseClass === ServerResponse) return { request, response };
  const ownRequest = RequestClass === IncomingMessage ? request : Object.assign(new RequestClass(), request);
  const ownResponse = ResponseClass === ServerResponse ? response : new ResponseClass(ownRequest);
  ownResponse.req = ownRequest;
  ownRequest._listening.latest = ownResponse;
  return { request: ownRequest, response: ownResponse };
}

function applyTimeout(server, request, response) {
  request.socket.setTimeout(server.timeout);
  request.socket.on('timeout', () => {
    const { socket } = request;
    const taken = request.emit('timeout', socket) || response.emit('timeout', socket) || server.emit('timeout', socket);
    if (!taken) socket.destroy();
  });
}

/** @returns {{ address: string, family: string, port: number } | null} */
prototype.address = function address() {
  const local = this._listening?.local;
  return local === undefined ? null : splitAddress(local);
};

/** Stops listening; 'close' follows when the last response has ended. */
prototype.close = function close(callback) {
  const listening = this._listening;
  if (callback !== undefined) {
    validateFunction(callback, 'callback');
    this.once('close', () => {
      callback(
        listening === undefined ? codedError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.') : undefined,
      );
    });
  }
  if (listening !== undefined) {
    listening.closing = true;
    this._listening = undefined;
    if (listening.handle !== undefined) native.close(listening.handle);
    else if (listening.call !== undefined) native.cancel(listening.call);
  }
  tickMethod(emitCloseIfDrained, this);
  return this;
};

function emitCloseIfDrained() {
  if (this._listening === undefined && this._active.size === 0) this.emit('close');
}

prototype._release = function release(response) {
  response._tracked = false;
  this._active.delete(response);
  if (this._listening === undefined && this._active.size === 0) nextTick(() => emitCloseIfDrained.call(this));
};

/** Breaks off every exchange whose response has not ended. */
prototype.closeAllConnections = function closeAllConnections() {
  for (const response of [...this._active]) response.destroy();
};

/** Idle connections are the host's, which closes them with the listener or when they have been idle for too long. */
prototype.closeIdleConnections = function closeIdleConnections() {};

/** Counts the exchanges in progress: a connection that carries none is not known to the script. */
prototype.getConnections = function getConnections(callback) {
  nextTick(callback, null, this._active.size);
  return this;
};

prototype.setTimeout = function setTimeout(milliseconds, callback) {
  if (typeof milliseconds === 'function') return this.setTimeout(0, milliseconds);
  if (!(milliseconds >= 0)) throw invalidArgValue('msecs', milliseconds);
  this.timeout = milliseconds;
  this._elaborate = true;
  if (typeof callback === 'function') this.on('timeout', callback);
  return this;
};

prototype.ref = function ref() {
  return setRef(this, true);
};

prototype.unref = function unref() {
  return setRef(this, false);
};

function setRef(server, wanted) {
  const listening = server._listening;
  if (listening === undefined) return server;
  listening.ref = wanted;
  if (listening.call !== undefined) native.setRef(listening.call, wanted);
  return server;
}

prototype[Symbol.asyncDispose] = function asyncDispose() {
  return new Promise((resolve, reject) => {
    this.close((error) => (error === undefined ? resolve() : reject(error)));
  });
};

/** @param {object | Function} [options] @param {Function} [listener] */
export function createServer(options, listener) {
  return new Server(options, listener);
}
