// http.ClientRequest, request() and get().
import { codedError, unsupported } from '../../error.js';
import { native } from '../../native.js';
import { nextTick, tickMethod } from '../../tick.js';
import { clearTimeout, setTimeout } from '../../web/timers.js';
import { Buffer } from '../buffer.js';
import { abortError, invalidArgType, invalidArgValue, validateAbortSignal } from '../errors.js';
import { Agent, globalAgent, opensOwnConnections } from './agent.js';
import { Connection } from './connection.js';
import { forEachHeader, validateMethod } from './fields.js';
import { ClientResponse, connectionReset } from './incoming.js';
import { RawSocket } from './raw_socket.js';
import { ENDED, OutgoingMessage } from './outgoing.js';
import { askOver } from './own_connection.js';
import { tlsOptions } from './tls_options.js';

/** The host reports a redirection like any other response. */
const REDIRECT_MANUAL = 2;

/** Options that choose how the connection is made, which is up to the host and its policy. */
const CONNECTION_OPTIONS = [
  'socketPath',
  'lookup',
  'localAddress',
  'localPort',
];

/** Throws for options that only the host may choose. */
export function refuseConnectionOptions(options, what) {
  for (const name of CONNECTION_OPTIONS) {
    // They are for whoever makes the connection.
    if (!options.createConnection && options[name] !== undefined && options[name] !== null) {
      throw unsupported(`the ${what} option \`${name}\``, 'the host makes the connection');
    }
  }
}

/** ClientRequest(url[, options][, callback]) or ClientRequest(options[, callback]). */
export function ClientRequest(input, second, third) {
  OutgoingMessage.call(this);
  const { options, callback } = normalizedArguments(input, second, third);
  refuseConnectionOptions(options, 'request');
  if (options.insecureHTTPParser)
    throw unsupported('insecureHTTPParser', 'malformed responses are refused by the host');
  this.agent = chosenAgent(options.agent);
  const usual = options.agent?.protocol ?? 'http:';
  this.protocol = options.protocol ?? usual;
  // As http.request() has to serve both here, only https.request() insists on its own.
  if (this.protocol !== 'https:' && (this.protocol !== 'http:' || usual === 'https:')) {
    throw codedError(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${this.protocol}" not supported. Expected "${usual}"`);
  }
  if (this.protocol === 'https:' && !options.createConnection) this._tls = tlsOptions(options, this.agent.options);
  this.method = validateMethod(options.method || 'GET');
  this.host = checkedHost(options.hostname ?? options.host ?? 'localhost');
  this.path = checkedPath(options.path || '/');
  this._port = checkedPort(options.port ?? options.defaultPort);
  this.reusedSocket = false;
  this.maxHeadersCount = null;
  this.aborted = false;
  this.res = null;
  if (options.headers) setHeaders(this, options.headers);
  if (options.auth && !this.hasHeader('authorization')) {
    this.setHeader('Authorization', `Basic ${native.base64Encode(options.auth, false)}`);
  }
  if (options.createConnection) {
    if (!asksForConnection(this)) throw unsupported('the request option `createConnection`', 'the host makes the connection');
    this._createConnection = () => options.createConnection(options);
  }
  if (options.timeout !== undefined) this.setTimeout(options.timeout);
  if (callback !== undefined) this.once('response', callback);
  if (options.signal) abortWith(this, options.signal);
  tickMethod(announce, this);
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

const prototype = ClientRequest.prototype;

/** The call that brings the response. */
prototype._call = undefined;
/** How the script makes the connection, if it does. */
prototype._createConnection = undefined;
/** Gives up a request on such a connection. */
prototype._giveUp = undefined;
/** The upload handle, when the body is sent in parts. */
prototype._upload = undefined;
/** Parts that wait for the upload handle. @type {{ body: unknown, done: Function | undefined, end: boolean }[] | undefined} */
prototype._parts = undefined;
prototype._opening = undefined;
prototype._connection = undefined;
/** What it chooses for TLS. @type {ReturnType<typeof tlsOptions>} */
prototype._tls = undefined;
prototype._timeout = 0;
prototype._timer = undefined;
prototype._removeAbort = undefined;
prototype._sent = false;

Object.defineProperties(prototype, {
  writableFinished: {
    configurable: true,
    get() {
      return this._phase === ENDED && this._sent;
    },
  },
  socket: {
    configurable: true,
    get() {
      if (this._connection === undefined) {
        this._connection = new Connection(undefined, undefined, this.protocol === 'https:', (error) =>
          this.destroy(error),
        );
        this._connection.on('timeout', () => this.emit('timeout'));
      }
      return this._connection;
    },
  },
  _hadError: {
    configurable: true,
    get() {
      return this.errored !== null;
    },
  },
});

export function normalizedArguments(input, second, third) {
  if (typeof input === 'string') return withOptions(urlOptions(new URL(input)), second, third);
  if (input instanceof URL) return withOptions(urlOptions(input), second, third);
  if (input === null || typeof input !== 'object')
    throw invalidArgType('url', 'of type string or an instance of URL or Object', input);
  const callback = typeof second === 'function' ? second : third;
  // The original runtime's form: `href` gives the address, and wins.
  if (typeof input.href === 'string') return { options: { ...input, ...urlOptions(new URL(input.href)) }, callback };
  return { options: input, callback };
}

function withOptions(fromUrl, second, third) {
  if (typeof second === 'function') return { options: fromUrl, callback: second };
  return { options: { ...fromUrl, ...second }, callback: third };
}

/** url.urlToHttpOptions */
export function urlOptions(url) {
  const options = {
    protocol: url.protocol,
    hostname: url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname,
    hash: url.hash,
    search: url.search,
    pathname: url.pathname,
    path: `${url.pathname}${url.search}`,
    href: url.href,
  };
  if (url.port !== '') options.port = Number(url.port);
  if (url.username !== '' || url.password !== '') {
    options.auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  }
  return options;
}

function chosenAgent(agent) {
  if (agent === false) return new Agent();
  if (agent === undefined || agent === null) return globalAgent;
  if (opensOwnConnections(agent))
    throw unsupported('an agent that opens its own connections', 'the host makes the connection');
  return agent;
}

function checkedHost(host) {
  if (typeof host !== 'string') throw invalidArgType('options.hostname', 'of type string', host);
  // In a URL these would end the host, or be left out of it.
  if (/[\0-\x20\x7f#/?@\\]/.test(host)) throw invalidArgValue('options.hostname', host, 'is not a host name');
  return host;
}

function checkedPort(port) {
  if (port === undefined || port === null || port === '') return undefined;
  const number = typeof port === 'string' && port.trim() !== '' ? Number(port) : port;
  if (!Number.isInteger(number) || number < 0 || number > 65535) {
    throw codedError(
      RangeError,
      'ERR_SOCKET_BAD_PORT',
      `options.port should be >= 0 and < 65536. Received ${String(port)}.`,
    );
  }
  return number;
}

function checkedPath(path) {
  const text = String(path);
  if (/[^\x21-\xff]/.test(text)) {
    throw codedError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
  }
  return text;
}

function setHeaders(request, headers) {
  forEachHeader(headers, (name, value) => {
    // RFC 6265, section 5.4: one Cookie field.
    const single = Array.isArray(value) && String(name).toLowerCase() === 'cookie';
    if (Array.isArray(headers)) request.appendHeader(name, value);
    else request.setHeader(name, single ? value.join('; ') : value);
  });
}

function abortWith(request, signal) {
  validateAbortSignal(signal, 'options.signal');
  const abort = () => request.destroy(abortError(signal));
  if (signal.aborted) {
    nextTick(abort);
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  request._removeAbort = () => signal.removeEventListener('abort', abort);
}

function announce() {
  if (this.destroyed) return;
  if (this.listenerCount('socket') > 0) this.emit('socket', this.socket);
  // The host deals with 100 (Continue); code that waits for it before sending the body goes on at once.
  if (this.listenerCount('continue') > 0 && this.hasHeader('expect')) this.emit('continue');
}

prototype._implicitHeader = function implicitHeader() {
  this.removeHeader('expect');
  this._head = this._composeHeader();
};

function targetOf(request) {
  const host = request.host.includes(':') && !request.host.startsWith('[') ? `[${request.host}]` : request.host;
  const port = request._port === undefined ? '' : `:${request._port}`;
  return `${request.protocol}//${host}${port}${request.path.startsWith('/') ? '' : '/'}${request.path}`;
}

/** Methods for which no body is not the same as an empty one (RFC 9110, section 8.6). */
const BODYLESS = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']);

prototype._sendWhole = function sendWhole(body, taken) {
  send(this, body ?? (BODYLESS.has(this.method) ? undefined : ''), 0);
  taken?.();
  tickMethod(emitFinish, this);
};

/** Whether the request asks to have the connection for another protocol. */
function asksForConnection(request) {
  return request.method === 'CONNECT' || request.hasHeader('upgrade');
}

/** The answer may be the connection itself: 'upgrade' or 'connect' in the place of 'response'. */
function sendForConnection(request, body) {
  request._touch();
  if (request._createConnection !== undefined) {
    sendOver(request, body);
    return;
  }
  const done = (error, status, reason, block, url, first, rest) => {
    request._call = undefined;
    if (error !== undefined) {
      fail(request, error);
      return;
    }
    const isConnect = request.method === 'CONNECT';
    const isSwitched = status === 101 || (isConnect && status >= 200 && status < 300);
    const response = new ClientResponse(request, status, reason, block, first, isSwitched ? 0 : rest);
    if (isSwitched) {
      const socket = new RawSocket(undefined, undefined, request.protocol === 'https:');
      socket.attach(rest);
      handOver(request, response, socket, Buffer.alloc(0));
    } else {
      respond(request, response);
    }
  };
  request._call = native.httpSendForConnection(request.method, targetOf(request), request._head, body, done);
}

/** As sendForConnection(), on a connection that the script makes. */
function sendOver(request, body) {
  let socket;
  try {
    socket = request._createConnection();
  } catch (error) {
    fail(request, error);
    return;
  }
  request._connection = socket;
  const { host: name, _port: port } = request;
  const isUsual = !port || Number(port) === (request.protocol === 'https:' ? 443 : 80);
  const host = `${name.includes(':') ? `[${name}]` : name}${isUsual ? '' : `:${port}`}`;
  const asked = { method: request.method, target: request.path, host, block: request._head, body };
  request._giveUp = askOver(socket, asked, (error, answer) => {
    request._giveUp = undefined;
    if (error !== undefined) {
      fail(request, error);
      return;
    }
    const { status, reason, block, head, body: content } = answer;
    const response = new ClientResponse(request, status, reason, block, content, 0);
    if (status === 101 || (request.method === 'CONNECT' && status < 300)) {
      handOver(request, response, socket, head);
    } else {
      socket.destroy();
      respond(request, response);
    }
  });
}

function handOver(request, response, socket, head) {
  const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
  response.upgrade = true;
  response.socket = socket;
  request._stopWaiting();
  request.res = response;
  request.destroyed = true;
  // As in Node, a connection that nobody wants is given up.
  if (!request.emit(event, response, socket, head)) socket.destroy();
  nextTick(closeWith, request, undefined);
}

function send(request, body, upload) {
  if (asksForConnection(request)) {
    if (upload !== 0) fail(request, unsupported('a body in parts on a request with an Upgrade header', 'give it to end()'));
    else sendForConnection(request, body);
    return;
  }
  request._touch();
  request._call = native.httpSend(
    request.method,
    targetOf(request),
    request._head,
    body,
    upload,
    REDIRECT_MANUAL,
    (error, status, reason, block, url, first, rest) => {
      request._call = undefined;
      if (error !== undefined) fail(request, error);
      else respond(request, new ClientResponse(request, status, reason, block, first, rest));
    },
    request._tls,
  );
}

function emitFinish() {
  if (this.destroyed || this._sent) return;
  this._sent = true;
  this.emit('prefinish');
  this.emit('finish');
}

prototype._sendHead = function sendHead(body, done) {
  this._parts = body === undefined ? [] : [{ body, done, end: false }];
  this._opening = native.streamOpen((error, handle) => {
    this._opening = undefined;
    if (error !== undefined) {
      fail(this, error);
      return;
    }
    this._upload = handle;
    send(this, undefined, handle);
    const parts = this._parts;
    this._parts = undefined;
    for (const part of parts) sendPart(this, part);
  });
};

prototype._sendPart = function enqueuePart(body, done) {
  sendPart(this, { body, done, end: false });
};

prototype._sendEnd = function sendEnd(body, done) {
  if (body !== undefined) sendPart(this, { body, done, end: false });
  sendPart(this, { body: undefined, done: undefined, end: true });
};

function sendPart(request, part) {
  if (request._parts !== undefined) {
    request._parts.push(part);
  } else if (part.end) {
    const ended = (error) => error === undefined && emitFinish.call(request);
    native.streamShutdown(request._upload, ended, request._trailers);
  } else {
    request._touch();
    native.streamWrite(request._upload, part.body, part.done);
  }
}

/** The host no longer takes the body. Its reply to the request says why, or is the response that made the body needless. */
prototype._sendFailed = function sendFailed() {};

function respond(request, response) {
  if (request.destroyed) {
    if (response._bodySource) native.close(response._bodySource);
    return;
  }
  request._touch();
  request.res = response;
  if (!request.emit('response', response)) response.resume();
}

function fail(request, error) {
  if (error.reason === 'closed') request.destroy(connectionReset('socket hang up', error));
  else request.destroy(error);
}

prototype.abort = function abort() {
  if (this.aborted) return;
  this.aborted = true;
  nextTick(() => this.emit('abort'));
  this.destroy();
};

prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this.errored = error ?? null;
  this._stopWaiting();
  for (const call of [this._call, this._opening]) {
    if (call !== undefined) native.cancel(call);
  }
  this._giveUp?.();
  if (this._upload !== undefined) native.close(this._upload);
  if (this.res !== null && !this.res._released) this.res.destroy(error ?? connectionReset('aborted'));
  const reported = error ?? (this.res === null ? connectionReset('socket hang up') : undefined);
  nextTick(closeWith, this, this.res === null ? reported : undefined);
  return this;
};

function closeWith(request, error) {
  if (request._closed) return;
  request._closed = true;
  request._connection?.finish?.(error);
  if (error !== undefined) request.emit('error', error);
  request.emit('close');
}

/** The response has been read to its end. */
prototype._responseOver = function responseOver() {
  this._stopWaiting();
  if (this.destroyed) return;
  this.destroyed = true;
  if (this._upload !== undefined && !this._sent) native.close(this._upload);
  nextTick(closeWith, this, undefined);
};

/** The response was broken off, by the connection or by the script. */
prototype._responseBroken = function responseBroken() {
  this.destroyed = true;
  this._stopWaiting();
  nextTick(closeWith, this, undefined);
};

prototype._stopWaiting = function stopWaiting() {
  if (this._timer !== undefined) clearTimeout(this._timer);
  this._timer = undefined;
  this._timeout = 0;
  this._removeAbort?.();
  this._removeAbort = undefined;
};

/** 'timeout' is emitted when nothing has happened for so long; as in Node, that by itself ends nothing. */
prototype.setTimeout = function setRequestTimeout(milliseconds, callback) {
  if (typeof callback === 'function') this.once('timeout', callback);
  this._timeout = milliseconds;
  this.timeout = milliseconds;
  this._touch();
  return this;
};

prototype._touch = function touch() {
  this._connection?.touch?.();
  if (this._timer !== undefined) clearTimeout(this._timer);
  this._timer = undefined;
  if (this._timeout > 0 && !this.destroyed) this._timer = setTimeout(() => this.emit('timeout'), this._timeout);
};

// The host chooses these for all connections.
prototype.setNoDelay = function setNoDelay() {};
prototype.setSocketKeepAlive = function setSocketKeepAlive() {};

prototype.onSocket = function onSocket() {
  throw unsupported('request.onSocket', 'the host makes the connection');
};

/** request(url[, options][, callback]) or request(options[, callback]). */
export function request(input, second, third) {
  return new ClientRequest(input, second, third);
}

/** As request(), without a body: end() is called. */
export function get(input, second, third) {
  const made = request(input, second, third);
  made.end();
  return made;
}
