// http.ServerResponse.
import { codedError, unsupported } from '../../error.js';
import { native } from '../../native.js';
import { nextTick, tickMethod } from '../../tick.js';
import { EventEmitter } from '../events.js';
import { hasForbiddenCharacter } from './fields.js';
import { BUFFERED, ENDED, FRESH, OutgoingMessage, takeWhole } from './outgoing.js';

// What became of a response after end().
const UNKNOWN = 0;
/** Somebody listens, and the host has not said yet whether it is sent. */
const SENDING = 1;
const SENT = 2;
const LOST = 3;

/** Callable without `new`. @param {IncomingMessage} request */
export function ServerResponse(request) {
  this.req = request;
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);

const prototype = ServerResponse.prototype;

// Read for every response, and found faster here than along the prototypes.
prototype._events = undefined;
prototype._phase = FRESH;
prototype._head = undefined;
prototype._fields = undefined;
prototype._callbacks = undefined;
prototype._pending = undefined;
prototype._trailers = undefined;
prototype.destroyed = false;
prototype.statusCode = 200;
prototype.statusMessage = undefined;
prototype._sent100 = false;
prototype._expect_continue = false;
prototype._outcome = UNKNOWN;
/** The response was not ended when its handler returned, so its server keeps account of it. */
prototype._tracked = false;

Object.defineProperties(prototype, {
  writableFinished: {
    configurable: true,
    get() {
      return this._phase === ENDED && (this._outcome === UNKNOWN || this._outcome === SENT);
    },
  },
  socket: {
    configurable: true,
    get() {
      return this._outcome >= SENT ? null : (this.req?.socket ?? null);
    },
  },
});

prototype.writeHead = writeHead;

function writeHead(status, reason, headers) {
  if (this._head !== undefined) {
    throw codedError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
  }
  let fields = headers;
  if (typeof reason === 'string') this.statusMessage = reason;
  else if (reason !== undefined && reason !== null) fields = reason;
  this.statusCode = checkedStatus(this, status);
  this._head = fields === undefined || fields === null ? this._composeHeader() : this._mergeHeader(fields);
  return this;
}

prototype.writeHeader = writeHead;

function checkedStatus(response, status) {
  const code = status | 0;
  if (code < 100 || code > 999) {
    throw codedError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${status}`);
  }
  if (response.statusMessage !== undefined && hasForbiddenCharacter(response.statusMessage)) {
    throw codedError(TypeError, 'ERR_INVALID_CHAR', 'Invalid character in statusMessage');
  }
  return code;
}

prototype._implicitHeader = function implicitHeader() {
  // A middleware may have put its own writeHead in place to see the head before it goes out.
  if (this.writeHead !== writeHead) {
    this.writeHead(this.statusCode);
    return;
  }
  const code = this.statusCode;
  if (code !== 200 || this.statusMessage !== undefined) this.statusCode = checkedStatus(this, code);
  this._head = this._fields === undefined ? '' : this._composeHeader();
};

const slowEnd = OutgoingMessage.prototype.end;
const { httpRespond } = native;

prototype.end = function end(chunk, encoding, callback) {
  const plain =
    this._phase <= BUFFERED &&
    encoding === undefined &&
    callback === undefined &&
    (typeof chunk === 'string' || chunk === undefined || chunk instanceof Uint8Array) &&
    this._callbacks === undefined &&
    this._trailers === undefined &&
    !this.destroyed;
  if (!plain) return slowEnd.call(this, chunk, encoding, callback);
  if (this._head === undefined) this._implicitHeader();
  const request = this.req;
  const body = this._phase === FRESH ? chunk : takeWhole(this, chunk);
  this._phase = ENDED;
  const done = this._events === undefined && !isWatched(this, request) ? undefined : whenSent(this);
  httpRespond(request._bodySource, this.statusCode, this.statusMessage, this._head, body, false, done);
  if (request._events !== undefined) request._responseEnded();
  return this;
};

prototype._sendWhole = function sendWhole(body, taken) {
  const request = this.req;
  const wanted = taken !== undefined || this._events !== undefined || isWatched(this, request);
  const done = wanted ? whenSent(this, taken) : undefined;
  httpRespond(request._bodySource, this.statusCode, this.statusMessage, this._head, body, false, done);
  if (request._events !== undefined) request._responseEnded();
};

/**
 * Whether anybody but the listeners of the response would notice when it has been sent. A response that nobody watches
 * counts as over from here on.
 */
function isWatched(response, request) {
  const socket = request._socket;
  if (socket !== undefined && (socket._eventsCount > 0 || socket.timeout > 0)) return true;
  if (!response._tracked) return false;
  if (request._listening.closing) return true;
  request._listening.server._release(response);
  return false;
}

/** What the host is to call when it has sent the response. */
function whenSent(response, taken) {
  response._outcome = SENDING;
  return (error) => {
    taken?.(error);
    response._settle(error);
  };
}

prototype._sendHead = function sendHead(body, done) {
  const fail = done ?? ((error) => error !== undefined && this._sendFailed(error));
  native.httpRespond(this.req._bodySource, this.statusCode, this.statusMessage, this._head, body, true, fail);
};

prototype._sendPart = function sendPart(body, done) {
  this.req._socket?.touch();
  native.streamWrite(this.req._bodySource, body, done);
};

prototype._sendEnd = function sendEnd(body, taken) {
  this._outcome = SENDING;
  this.req._responseEnded();
  if (body !== undefined) native.streamWrite(this.req._bodySource, body, taken);
  native.streamShutdown(this.req._bodySource, (error) => this._settle(error), this._trailers);
};

prototype._settle = function settle(error) {
  if (this._outcome !== SENDING) return;
  if (error !== undefined) {
    this._sendFailed(error);
    return;
  }
  this._outcome = SENT;
  if (this._tracked) this.req._listening.server._release(this);
  this.emit('prefinish');
  this.emit('finish');
  nextTick(close, this);
};

function close(response) {
  if (response._closed) return;
  response.destroyed = true;
  response._closed = true;
  response.req._socket?.finish();
  response.emit('close');
  // Nothing is emitted any more, and listeners as a rule refer to the response: a cycle less to collect.
  response._events = undefined;
  response._eventsCount = 0;
}

/** The connection was lost: as in Node that is an event of the request, and for the response only its end. */
prototype._sendFailed = function sendFailed(error) {
  if (this._outcome >= SENT) return;
  this._outcome = LOST;
  this.destroyed = true;
  if (this._tracked) this.req._listening.server._release(this);
  native.close(this.req._bodySource);
  this.req._connectionLost?.(error);
  this.req._socket?.finish(error);
  nextTick(close, this);
};

prototype.destroy = function destroy(error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  this.errored = error ?? null;
  if (this._outcome >= SENT) return this;
  this._sendFailed(error);
  return this;
};

// Somebody who begins to listen after an unwatched end() still hears of it.
prototype.on = function on(type, listener) {
  EventEmitter.prototype.on.call(this, type, listener);
  if (this._phase === ENDED && this._outcome === UNKNOWN && (type === 'finish' || type === 'close')) {
    this._outcome = SENDING;
    tickMethod(this._settle, this);
  }
  return this;
};
prototype.addListener = prototype.on;

prototype.writeContinue = function writeContinue(callback) {
  // RFC 9110, section 10.1.1: the host asks for the body as soon as it is read.
  if (!this._sent100 && this._phase === FRESH) this.req.read(0);
  this._sent100 = true;
  if (typeof callback === 'function') nextTick(callback);
};

prototype.writeProcessing = function writeProcessing() {
  throw unsupported('response.writeProcessing', 'send the response when it is ready');
};

prototype.writeEarlyHints = function writeEarlyHints() {
  throw unsupported('response.writeEarlyHints', 'send a `link` header with the response');
};

prototype.assignSocket = function assignSocket() {
  throw unsupported('response.assignSocket', 'responses belong to the request they were made for');
};

prototype.detachSocket = prototype.assignSocket;
