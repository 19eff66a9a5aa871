// http.IncomingMessage: a request at the server, a response at the client.
//
// It is a Readable whose machinery is made on first need. Most requests come with their body complete, and most handlers
// either ignore it or listen for 'data' and 'end'; those are served by a few plain fields. `_readableState` is an
// accessor on the prototype: whoever touches it (pause, pipe, read, an async iterator, a getter) gets a real ReadableState
// in the condition the message has reached, and from there on the message is an ordinary Readable.
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { nextTick, tickMethod } from '../../tick.js';
import { bufferOver, canonicalEncoding } from '../buffer.js';
import { EventEmitter, attach } from '../events.js';
import { defineLazy } from '../lazy.js';
import { Readable } from '../stream.js';
import { Connection } from './connection.js';
import { distinctHeaders, headersObject } from './fields.js';

const CHUNK_BYTES = 65536;

// How far the delivery of a body that arrived complete has come while there is no ReadableState.
const IDLE = 0;
const FLOWING = 1;
const DELIVERED = 2;
const ENDED = 3;
/** There is a ReadableState, which knows. */
const MACHINE = 4;

/** @param {Connection} [socket] */
export function IncomingMessage(socket) {
  Readable.call(this);
  if (socket) this.socket = socket;
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);

const prototype = IncomingMessage.prototype;

// Values that hold until something else is assigned: setting them for every message would cost more than all the rest.
prototype._events = undefined;
prototype._bodyStage = IDLE;
/** The part of the body that came with the head, until it is delivered. @type {ArrayBuffer | undefined} */
prototype._bodyBytes = undefined;
/** There is more of the body to read from `_bodySource`. */
prototype._bodyMore = false;
/** The call that waits for the next part. */
prototype._bodyRead = undefined;
prototype._bodyEncoding = undefined;
prototype._httpVersion = 11;
prototype._listening = undefined;
prototype._headerBlock = '';
prototype._released = false;
prototype.method = null;
prototype.url = '';
prototype.statusCode = null;
prototype.statusMessage = null;
prototype.aborted = false;
prototype.upgrade = false;
prototype.joinDuplicateHeaders = false;

/** A request as the host hands it over; `body` is undefined when it is empty. */
export function ServerRequest(listening, exchange, method, target, block, body, more, peer, version) {
  this.method = method;
  this.url = target;
  this._bodySource = exchange;
  this._headerBlock = block;
  this._peerAddress = peer;
  this._listening = listening;
  if (body !== undefined) this._bodyBytes = body;
  if (more) this._bodyMore = true;
  if (version !== 11) this._httpVersion = version;
}
ServerRequest.prototype = prototype;

/** A response as the host hands it over; `rest` is a stream handle, 0 when `body` is all. */
export function ClientResponse(request, status, reason, block, body, rest) {
  this.req = request;
  this.statusCode = status;
  this.statusMessage = reason;
  this._headerBlock = block;
  this._bodySource = rest;
  if (body.byteLength > 0) this._bodyBytes = body;
  if (rest !== 0) this._bodyMore = true;
}
ClientResponse.prototype = prototype;

defineLazy(prototype, 'headers', (message) => headersObject(message._headerBlock));
defineLazy(prototype, 'headersDistinct', (message) => distinctHeaders(message._headerBlock));
defineLazy(prototype, 'rawHeaders', (message) => native.parseHeaders(message._headerBlock));
defineTrailers('trailers', headersObject);
defineTrailers('trailersDistinct', distinctHeaders);
defineTrailers('rawTrailers', (block) => native.parseHeaders(block));
defineLazy(prototype, 'httpVersionMajor', (message) => (message._httpVersion / 10) | 0);
defineLazy(prototype, 'httpVersionMinor', (message) => message._httpVersion % 10);
defineLazy(prototype, 'httpVersion', (message) => `${(message._httpVersion / 10) | 0}.${message._httpVersion % 10}`);
defineLazy(prototype, 'socket', connectionOf);
/** Trailers are empty until the body has been read to its end; from then on the value stays. */
function defineTrailers(name, parse) {
  const store = (message, value) =>
    Object.defineProperty(message, name, { value, writable: true, enumerable: true, configurable: true });
  Object.defineProperty(prototype, name, {
    configurable: true,
    get() {
      const value = parse(this._trailerBlock);
      if (this !== prototype && !this._bodyMore) store(this, value);
      return value;
    },
    set(value) {
      store(this, value);
    },
  });
}

Object.defineProperty(prototype, 'connection', {
  configurable: true,
  get() {
    return this.socket;
  },
  set(value) {
    this.socket = value;
  },
});
Object.defineProperty(prototype, 'complete', {
  configurable: true,
  get() {
    return !this._bodyMore;
  },
  set(value) {
    this._bodyMore = !value;
  },
});

function connectionOf(message) {
  if (message._listening === undefined) return message.req?.socket ?? null;
  const { local, server } = message._listening;
  const encrypted = server._tls !== undefined;
  // The message keeps its connection, so the connection must not keep the message: see responseTo().
  const weak = new WeakRef(message);
  const connection = new Connection(message._peerAddress, local, encrypted, (error) => {
    const request = weak.deref();
    if (request !== undefined) responseTo(request)?.destroy(error);
  });
  connection._server = server;
  if (encrypted) {
    connection.authorized = message._authorized;
    connection.authorizationError = null;
  }
  message._socket = connection;
  return connection;
}
prototype._socket = undefined;
/** The client has shown a certificate that is valid. */
prototype._authorized = false;
/** What came behind the body, as a header block. */
prototype._trailerBlock = '';

/**
 * The response to a request, as long as it has not ended. A field for it would make a cycle of request and response, and
 * memory that is part of a cycle is only freed by a collection of the whole heap.
 */
function responseTo(request) {
  const { latest, server } = request._listening;
  if (latest?.req === request) return latest;
  for (const response of server._active) {
    if (response.req === request) return response;
  }
  return undefined;
}

/** After its last event a message lets go of its listeners, which as a rule refer to it or to its response. */
function forgetListeners(message) {
  message._events = undefined;
  message._eventsCount = 0;
}

Object.defineProperty(prototype, '_readableState', {
  configurable: true,
  get() {
    return this._bodySource === undefined ? undefined : becomeReadable(this);
  },
  set(value) {
    this._bodyStage = MACHINE;
    Object.defineProperty(this, '_readableState', { value, writable: true, configurable: true });
  },
});

function becomeReadable(message) {
  const stage = message._bodyStage;
  const state = new Readable.ReadableState(undefined, message, false);
  message._readableState = state;
  if (message._bodyEncoding !== undefined) Readable.prototype.setEncoding.call(message, message._bodyEncoding);
  if (stage === ENDED) {
    state.ended = true;
    state.endEmitted = true;
    state.dataEmitted = true;
    state.flowing = true;
    state.destroyed = true;
    state.closed = true;
    state.closeEmitted = true;
  } else if (stage !== IDLE) {
    state.dataEmitted = stage === DELIVERED;
    state.ended = stage === DELIVERED;
    Readable.prototype.resume.call(message);
  }
  return state;
}

prototype.on = function on(type, listener) {
  if (type !== 'data' && type !== 'readable') {
    attach(this, type, listener, false);
    return this;
  }
  if (type === 'readable' || this._bodyStage === MACHINE || this._bodyMore)
    return Readable.prototype.on.call(this, type, listener);
  attach(this, type, listener, false);
  if (this._bodyStage === IDLE) {
    this._bodyStage = FLOWING;
    tickMethod(deliver, this);
  }
  return this;
};
prototype.addListener = prototype.on;

prototype.removeListener = function removeListener(type, listener) {
  if (type === 'readable') return Readable.prototype.removeListener.call(this, type, listener);
  return EventEmitter.prototype.removeListener.call(this, type, listener);
};
prototype.off = prototype.removeListener;

prototype.resume = function resume() {
  if (this._bodyStage === MACHINE || this._bodyMore) return Readable.prototype.resume.call(this);
  if (this._bodyStage === IDLE) {
    this._bodyStage = FLOWING;
    tickMethod(deliver, this);
  }
  return this;
};

prototype.setEncoding = function setEncoding(encoding) {
  if (this._bodyStage >= DELIVERED || this._bodyMore) return Readable.prototype.setEncoding.call(this, encoding);
  const name = canonicalEncoding(encoding);
  if (name === undefined) throw codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  this._bodyEncoding = name;
  return this;
};

function deliver() {
  if (this._bodyStage !== FLOWING) return;
  const body = this._bodyBytes;
  this._bodyBytes = undefined;
  this._bodyStage = DELIVERED;
  if (body !== undefined) {
    const bytes = bufferOver(body);
    const chunk = this._bodyEncoding === undefined ? bytes : bytes.toString(this._bodyEncoding);
    const listener = this._events?.data;
    if (typeof listener === 'function') listener.call(this, chunk);
    else if (listener !== undefined) this.emit('data', chunk);
  }
  if (this._bodyStage !== DELIVERED) return;
  const events = this._events;
  if (events === undefined || (events.end === undefined && events.close === undefined)) deliverEnd.call(this);
  else tickMethod(deliverEnd, this);
}

function deliverEnd() {
  if (this._bodyStage !== DELIVERED) return;
  this._bodyStage = ENDED;
  if (this._events?.end !== undefined) this.emit('end');
  release(this);
  if (this._events?.close !== undefined) tickMethod(deliverClose, this);
  else forgetListeners(this);
}

function deliverClose() {
  this.emit('close');
  forgetListeners(this);
}

prototype._read = function read() {
  const body = this._bodyBytes;
  if (body !== undefined) {
    this._bodyBytes = undefined;
    this.push(bufferOver(body));
    if (!this._bodyMore) this.push(null);
    return;
  }
  if (!this._bodyMore) {
    this.push(null);
  } else if (this._bodyRead === undefined) {
    this._bodyRead = native.streamRead(this._bodySource, CHUNK_BYTES, (error, chunk) => received(this, error, chunk));
  }
};

function received(message, error, chunk) {
  message._bodyRead = undefined;
  message._socket?.touch();
  message.req?._touch();
  if (error !== undefined && !isAnswered(message)) {
    message.destroy(connectionReset('aborted', error));
  } else if (chunk === undefined) {
    // The end; or the response has been sent, upon which the host lets go of a request body.
    if (native.findHeader(message._headerBlock, 'content-length') !== undefined || isAnswered(message)) endBody(message);
    else native.httpTrailers(message._bodySource, (failure, block) => endBody(message, block));
  } else {
    message.push(bufferOver(chunk));
  }
}

/** RFC 9112, section 7.1.2: only a body without a length in its head may have trailers. */
function endBody(message, trailerBlock = '') {
  if (message.destroyed) return;
  message._trailerBlock = trailerBlock;
  message._bodyMore = false;
  message.push(null);
}

function isAnswered(message) {
  if (message._listening === undefined) return false;
  return responseTo(message)?.writableEnded ?? true;
}

/** The error Node gives for a connection that ended too early. */
export function connectionReset(text, cause) {
  const error = codedError(Error, 'ECONNRESET', text);
  if (cause !== undefined) error.cause = cause;
  return error;
}

prototype._destroy = function destroy(error, callback) {
  if (this._bodyMore || !this.readableEnded) {
    this.aborted = true;
    this.emit('aborted');
    breakOff(this, error);
  }
  release(this);
  // As Node: without a listener, a message that was broken off is not an error of the program.
  const reported = this.listenerCount('error') === 0 ? null : error;
  nextTick(finishDestroy, this, callback, reported);
};

function finishDestroy(message, callback, error) {
  // It emits 'close' in the next tick.
  callback(error);
  nextTick(forgetListeners, message);
}

function breakOff(message, error) {
  if (message._bodyRead !== undefined) native.cancel(message._bodyRead);
  message._bodyRead = undefined;
  if (message._listening === undefined) {
    message.req?._responseBroken(error);
  } else {
    const response = responseTo(message);
    if (response !== undefined && !response.writableFinished) response.destroy(error);
  }
}

/** The message needs the host no more. */
function release(message) {
  if (message._listening !== undefined || message._released) return;
  message._released = true;
  if (message._bodySource) native.close(message._bodySource);
  message.req?._responseOver();
}

/** The response to this request has ended: what nobody reads of the body is discarded by the host. */
prototype._responseEnded = function responseEnded() {
  const events = this._events;
  const wanted =
    this._bodyStage === MACHINE ||
    (this._bodyStage === IDLE && events !== undefined && (events.close !== undefined || events.end !== undefined));
  if (wanted) tickMethod(discard, this);
};

function discard() {
  if (this._bodyStage === MACHINE) {
    if (this._readableState.endEmitted || this._readableState.destroyed || this._bodyRead !== undefined) return;
  } else if (this._bodyStage !== IDLE) {
    return;
  }
  this._bodyBytes = undefined;
  this._bodyMore = false;
  this.resume();
}

/** The connection was lost before the response was sent. */
prototype._connectionLost = function connectionLost(cause) {
  if (this._bodyStage === ENDED) return;
  if (this._bodyStage === IDLE && this._events === undefined) {
    this.aborted = true;
    return;
  }
  this.destroy(connectionReset('aborted', cause));
};

prototype.setTimeout = function setTimeout(milliseconds, callback) {
  if (typeof callback === 'function') this.on('timeout', callback);
  this.socket?.setTimeout(milliseconds);
  // A server with a time of its own passes the socket's event on already.
  if (this._listening !== undefined && !(this._listening.server.timeout > 0)) this.socket.on('timeout', () => this.emit('timeout', this.socket));
  return this;
};

prototype._dump = function dump() {
  this.resume();
};

prototype._addHeaderLines = function addHeaderLines(headers, count) {
  for (let i = 0; i + 1 < count; i += 2)
    this._headerBlock += native.headerLine(headers[i].toLowerCase(), headers[i + 1]);
};
