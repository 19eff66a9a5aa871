// http.OutgoingMessage: what a response at the server and a request at the client have in common, the header and the body.
//
// As in Node it is a Stream with write() and end(), not a Writable. What is written within one tick is sent as one part;
// when end() comes within the same tick, head and body go to the host in a single call. A subclass sends, by
// _sendWhole(body), or by _sendHead(body, done), _sendPart(body, done)*, _sendEnd(body, done).
import { codedError, unsupported } from '../../error.js';
import { native } from '../../native.js';
import { nextTick, tickMethod } from '../../tick.js';
import { Buffer, canonicalEncoding } from '../buffer.js';
import { invalidArgType, validateString } from '../errors.js';
import { EventEmitter } from '../events.js';
import { Stream } from '../stream.js';
import { fieldLines, forEachHeader, isPlain, validateHeaderName, validateHeaderValue } from './fields.js';

/** From this many bytes on that the host has not taken, write() asks to wait for 'drain', unless the peer is a quick one. */
const HIGH_WATER_MARK = 16384;
/** As many as a peer gets that takes them about as fast as they are written, so that a turn carries several parts. */
const QUICK_HIGH_WATER_MARK = 262144;
/** What a quick peer takes until 'drain', in milliseconds. */
const QUICK = 2;
/** Chunks of this size are not worth being joined. */
const LARGE_CHUNK = 16384;

/** Nothing has been written. */
export const FRESH = 0;
/** Something has been written, which goes out at the end of the tick. */
export const BUFFERED = 1;
/** The head has gone out, and parts of the body follow it. */
export const STREAMING = 2;
/** end() has been called. */
export const ENDED = 3;

export function OutgoingMessage() {
  Stream.call(this);
}
Object.setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
Object.setPrototypeOf(OutgoingMessage, Stream);

const prototype = OutgoingMessage.prototype;

prototype._phase = FRESH;
/** The header block once it can no longer change. @type {string | undefined} */
prototype._head = undefined;
/**
 * What setHeader() was given: for each header its name in lower case, the name, the value, the field lines. A flat list,
 * because messages have few headers.
 * @type {unknown[] | undefined}
 */
prototype._fields = undefined;
prototype._pending = undefined;
prototype._pendingLength = 0;
prototype._callbacks = undefined;
/** The header block of addTrailers(). @type {string | undefined} */
prototype._trailers = undefined;
prototype._flushScheduled = false;
/** Bytes handed to the host that it has not taken yet. */
prototype._inFlight = 0;
prototype._highWaterMark = HIGH_WATER_MARK;
/** When write() first asked to wait. */
prototype._waitsSince = 0;
prototype._corked = 0;
prototype.writableNeedDrain = false;
prototype.destroyed = false;
prototype.errored = null;
prototype.writable = true;
prototype.outputData = Object.freeze([]);
prototype.strictContentLength = false;

// By these, and by their being boolean, readable-stream knows a message of this kind.
prototype._closed = false;
prototype._defaultKeepAlive = true;
prototype._removedConnection = false;
prototype._removedContLen = false;

function accessor(name, get, set) {
  Object.defineProperty(prototype, name, { configurable: true, get, set });
}

accessor('headersSent', function headersSent() {
  return this._head !== undefined || this._phase === ENDED;
});
// Middlewares look at Node's own field to see whether there is a head already.
accessor('_header', function header() {
  return this.headersSent ? `${this._head ?? this._composeHeader()}\r\n` : null;
});
accessor('finished', function finished() {
  return this._phase === ENDED;
});
accessor('writableEnded', function writableEnded() {
  return this._phase === ENDED;
});
accessor('writableLength', function writableLength() {
  return this._pendingLength + this._inFlight;
});
accessor('writableHighWaterMark', () => HIGH_WATER_MARK);
accessor('writableCorked', function writableCorked() {
  return this._corked;
});
accessor('writableObjectMode', () => false);
accessor('closed', function closed() {
  return this._closed;
});
accessor('connection', function connection() {
  return this.socket;
});
accessor(
  'sendDate',
  () => true,
  (value) => {
    if (!value) throw unsupported('leaving the Date header out', 'set the header `date` to choose its value');
  },
);
accessor(
  'shouldKeepAlive',
  function shouldKeepAlive() {
    return this.getHeader('connection') !== 'close';
  },
  function setShouldKeepAlive(value) {
    if (!value) this.setHeader('connection', 'close');
  },
);
accessor(
  'chunkedEncoding',
  () => false,
  () => {
    throw unsupported(
      'choosing the transfer coding',
      'the host frames the body; set content-length to give its length',
    );
  },
);
accessor(
  'useChunkedEncodingByDefault',
  () => true,
  () => {},
);

// Headers.

/** Items of `_fields` per header. */
const FIELD = 4;

/** The place of a header in a list of fields, -1 when it is not there. */
function indexOf(fields, lowerCaseName) {
  for (let i = 0; i < fields.length; i += FIELD) {
    if (fields[i] === lowerCaseName) return i;
  }
  return -1;
}

prototype.setHeader = function setHeader(name, value) {
  if (this._head !== undefined || this._phase === ENDED) throw headersSent('set');
  const lines = fieldLines(name, value);
  const lowerCaseName = name.toLowerCase();
  const fields = this._fields;
  if (fields === undefined) {
    this._fields = [lowerCaseName, name, value, lines];
    return this;
  }
  const index = indexOf(fields, lowerCaseName);
  if (index < 0) {
    fields.push(lowerCaseName, name, value, lines);
  } else {
    fields[index + 1] = name;
    fields[index + 2] = value;
    fields[index + 3] = lines;
  }
  return this;
};

prototype.appendHeader = function appendHeader(name, value) {
  if (this.headersSent) throw headersSent('append');
  validateHeaderName(name);
  const fields = this._fields ?? [];
  const index = indexOf(fields, name.toLowerCase());
  const added = Array.isArray(value) ? value : [value];
  if (index < 0) return this.setHeader(name, added.length === 1 ? added[0] : added);
  const existing = fields[index + 2];
  return this.setHeader(fields[index + 1], (Array.isArray(existing) ? existing : [existing]).concat(added));
};

prototype.setHeaders = function setHeaders(headers) {
  if (this.headersSent) throw headersSent('set');
  if (!(headers instanceof Headers) && !(headers instanceof Map)) {
    throw invalidArgType('headers', 'an instance of Headers or Map', headers);
  }
  const cookies = headers instanceof Headers ? headers.getSetCookie() : [];
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== 'set-cookie' || cookies.length === 0) this.setHeader(name, value);
  }
  if (cookies.length > 0) this.setHeader('set-cookie', cookies);
  return this;
};

prototype.getHeader = function getHeader(name) {
  validateString(name, 'name');
  const fields = this._fields;
  if (fields === undefined) return undefined;
  const index = indexOf(fields, name.toLowerCase());
  return index < 0 ? undefined : fields[index + 2];
};

prototype.hasHeader = function hasHeader(name) {
  validateString(name, 'name');
  return this._fields !== undefined && indexOf(this._fields, name.toLowerCase()) >= 0;
};

prototype.removeHeader = function removeHeader(name) {
  validateString(name, 'name');
  if (this.headersSent) throw headersSent('remove');
  if (this._fields === undefined) return;
  const index = indexOf(this._fields, name.toLowerCase());
  if (index >= 0) this._fields.splice(index, FIELD);
};

prototype.getHeaders = function getHeaders() {
  const headers = Object.create(null);
  const fields = this._fields ?? [];
  for (let i = 0; i < fields.length; i += FIELD) headers[fields[i]] = fields[i + 2];
  return headers;
};

prototype.getHeaderNames = function getHeaderNames() {
  return (this._fields ?? []).filter((item, index) => index % FIELD === 0);
};

prototype.getRawHeaderNames = function getRawHeaderNames() {
  return (this._fields ?? []).filter((item, index) => index % FIELD === 1);
};

function headersSent(action) {
  return codedError(Error, 'ERR_HTTP_HEADERS_SENT', `Cannot ${action} headers after they are sent to the client`);
}

/** The header block of what setHeader() was given. */
prototype._composeHeader = function composeHeader() {
  const fields = this._fields;
  if (fields === undefined) return '';
  let block = '';
  for (let i = 0; i < fields.length; i += FIELD) {
    if (fields[i] !== TRANSFER_ENCODING) block += fields[i + 3];
  }
  return block;
};

// RFC 9112, section 6.1: the transfer coding belongs to the connection, which is the host's.
const TRANSFER_ENCODING = 'transfer-encoding';

/** The block of `headers`, which take precedence over those set before. */
prototype._mergeHeader = function mergeHeader(headers) {
  if (this._fields !== undefined) {
    forEachHeader(headers, (name, value) => {
      if (name) this.setHeader(name, value);
    });
    return this._composeHeader();
  }
  let block = '';
  const add = (name, value) => {
    const lines = fieldLines(name, value);
    if (name.length !== TRANSFER_ENCODING.length || name.toLowerCase() !== TRANSFER_ENCODING) block += lines;
  };
  if (!isPlain(headers)) {
    forEachHeader(headers, add);
    return block;
  }
  const names = Object.keys(headers);
  for (let i = 0; i < names.length; i += 1) add(names[i], headers[names[i]]);
  return block;
};

/** Trailers go out behind a body that is sent in parts, so that with them every body is. */
prototype.addTrailers = function addTrailers(headers) {
  let block = '';
  forEachHeader(headers, (name, value) => {
    block += fieldLines(name, value);
  });
  this._trailers = (this._trailers ?? '') + block;
};

// Body.

prototype.write = function write(chunk, encoding, callback) {
  if (typeof encoding === 'function') return this.write(chunk, undefined, encoding);
  const done = typeof callback === 'function' ? callback : undefined;
  const data = typeof chunk === 'string' && encoding === undefined ? chunk : checkedChunk(chunk, encoding);
  if (this._phase === ENDED || this.destroyed) {
    refuseWrite(this, done);
    return false;
  }
  if (this._head === undefined) this._implicitHeader();
  if (data.length === 0) {
    if (done !== undefined) nextTick(done);
    return true;
  }
  enqueue(this, data, done);
  if (!this._flushScheduled && this._corked === 0) {
    this._flushScheduled = true;
    tickMethod(flush, this);
  }
  if (this._pendingLength + this._inFlight < this._highWaterMark) return true;
  if (!this.writableNeedDrain) this._waitsSince = native.clock();
  this.writableNeedDrain = true;
  return false;
};

prototype.end = function end(chunk, encoding, callback) {
  if (typeof chunk === 'function') return this.end(undefined, undefined, chunk);
  if (typeof encoding === 'function') return this.end(chunk, undefined, encoding);
  const done = typeof callback === 'function' ? callback : undefined;
  const data = chunk === undefined || chunk === null ? undefined : checkedChunk(chunk, encoding);
  if (this._phase === ENDED) {
    refuseEnd(this, data !== undefined, done);
    return this;
  }
  if (this.destroyed) {
    if (done !== undefined) nextTick(done, streamDestroyed('end'));
    return this;
  }
  if (this._head === undefined) this._implicitHeader();
  if (done !== undefined) this.once('finish', done);
  const streaming = this._phase === STREAMING;
  this._corked = 0;
  if (!streaming && this._trailers !== undefined) {
    if (data !== undefined && data.length > 0) enqueue(this, data, undefined);
    this._phase = ENDED;
    const { body, done: taken } = takePending(this);
    this._sendHead(body, taken);
    this._sendEnd(undefined, undefined);
    return this;
  }
  if (!streaming && this._callbacks === undefined) {
    this._phase = ENDED;
    this._sendWhole(takeWhole(this, data), undefined);
    return this;
  }
  if (data !== undefined && data.length > 0) enqueue(this, data, undefined);
  this._phase = ENDED;
  const { body, done: taken } = takePending(this);
  if (streaming) this._sendEnd(body, taken);
  else this._sendWhole(body, taken);
  return this;
};

function checkedChunk(chunk, encoding) {
  if (typeof chunk === 'string') {
    if (encoding === undefined || encoding === null || encoding === 'utf8') return chunk;
    const name = canonicalEncoding(encoding);
    if (name === undefined) throw codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
    return name === 'utf8' ? chunk : Buffer.from(chunk, name);
  }
  if (chunk instanceof Uint8Array) return chunk;
  if (chunk === null) throw codedError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
  throw invalidArgType('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
}

function enqueue(message, data, done) {
  if (message._phase === FRESH) message._phase = BUFFERED;
  if (message._pending === undefined) message._pending = [data];
  else message._pending.push(data);
  message._pendingLength += data.length;
  if (done !== undefined) (message._callbacks ??= []).push(done);
}

/** All that has been written and not sent as one body, and what to call when the host has taken it. */
function takePending(message) {
  const chunks = message._pending;
  if (chunks === undefined) return { body: undefined, done: undefined };
  const length = message._pendingLength;
  message._pending = undefined;
  message._pendingLength = 0;
  return { body: join(chunks), done: inFlight(message, length) };
}

/** Counts what is handed to the host; what is to be called when it has taken that, which calls those back who have waited. */
function inFlight(message, length) {
  const callbacks = message._callbacks;
  message._callbacks = undefined;
  message._inFlight += length;
  return (error) => {
    message._inFlight -= length;
    if (callbacks !== undefined) {
      for (const callback of callbacks) callback(error);
    }
    taken(message, error);
  };
}

/** Sends the chunks one by one if they are large. */
function sendLargeChunks(message) {
  const chunks = message._pending;
  if (chunks.length === 1 || message._pendingLength < LARGE_CHUNK * chunks.length) return false;
  const callbacks = message._callbacks;
  message._pending = undefined;
  message._pendingLength = 0;
  message._callbacks = undefined;
  for (let i = 0; i < chunks.length; i += 1) {
    if (i === chunks.length - 1) message._callbacks = callbacks;
    message._sendPart(chunks[i], inFlight(message, chunks[i].length));
  }
  return true;
}

/** What has been written, which nobody waits for to be taken, and `last` as one body. */
export function takeWhole(message, last) {
  const chunks = message._pending;
  if (chunks === undefined) return last;
  message._pending = undefined;
  message._pendingLength = 0;
  if (last !== undefined) chunks.push(last);
  return join(chunks);
}

function join(chunks) {
  if (chunks.length === 1) return chunks[0];
  let length = 0;
  let isText = true;
  for (let i = 0; i < chunks.length; i += 1) isText &&= typeof chunks[i] === 'string';
  if (isText) return chunks.join('');
  for (let i = 0; i < chunks.length; i += 1) {
    if (typeof chunks[i] === 'string') chunks[i] = native.utf8Encode(chunks[i]);
    length += chunks[i].length;
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (let i = 0; i < chunks.length; i += 1) {
    whole.set(chunks[i], offset);
    offset += chunks[i].length;
  }
  return whole;
}

function flush() {
  this._flushScheduled = false;
  if (this._pending === undefined || this._phase === ENDED || this.destroyed || this._corked > 0) return;
  if (this._phase === STREAMING && sendLargeChunks(this)) return;
  const { body, done } = takePending(this);
  if (this._phase === STREAMING) {
    this._sendPart(body, done);
  } else {
    this._phase = STREAMING;
    this._sendHead(body, done);
  }
}

function taken(message, error) {
  if (error !== undefined) {
    message._sendFailed(error);
  } else if (message.writableNeedDrain && message._inFlight + message._pendingLength === 0 && !message.destroyed) {
    message.writableNeedDrain = false;
    const waited = native.clock() - message._waitsSince;
    message._highWaterMark = waited <= QUICK ? Math.min(message._highWaterMark * 2, QUICK_HIGH_WATER_MARK) : HIGH_WATER_MARK;
    if (message._phase !== ENDED) message.emit('drain');
  }
}

function refuseWrite(message, done) {
  const ended = message._phase === ENDED;
  const error = ended ? codedError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end') : streamDestroyed('write');
  if (done !== undefined) nextTick(done, error);
  if (ended && !message.destroyed) nextTick(() => message.emit('error', error));
}

function refuseEnd(message, withData, done) {
  if (withData) {
    refuseWrite(message, done);
  } else if (done !== undefined) {
    if (message.writableFinished) {
      nextTick(done, codedError(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished'));
    } else {
      message.on('finish', done);
    }
  }
}

function streamDestroyed(action) {
  return codedError(Error, 'ERR_STREAM_DESTROYED', `Cannot call ${action} after a stream was destroyed`);
}

/** Sends the head at once, before there is any of the body. */
prototype.flushHeaders = function flushHeaders() {
  if (this._head === undefined) this._implicitHeader();
  if (this._phase > BUFFERED || this.destroyed) return;
  const { body, done } = takePending(this);
  this._phase = STREAMING;
  this._sendHead(body, done);
};

prototype.cork = function cork() {
  this._corked += 1;
};

prototype.uncork = function uncork() {
  if (this._corked > 0) this._corked -= 1;
  if (this._corked === 0 && this._pending !== undefined && !this._flushScheduled) {
    this._flushScheduled = true;
    tickMethod(flush, this);
  }
};

prototype.pipe = function pipe() {
  this.emit('error', codedError(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable'));
};

prototype.setTimeout = function setTimeout(milliseconds, callback) {
  if (typeof callback === 'function') this.on('timeout', callback);
  const { socket } = this;
  if (socket) {
    socket.setTimeout(milliseconds);
    socket.on('timeout', () => this.emit('timeout', socket));
  }
  return this;
};

prototype._implicitHeader = function implicitHeader() {
  throw codedError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _implicitHeader() method is not implemented');
};

prototype[EventEmitter.captureRejectionSymbol] = function captureRejection(error) {
  this.destroy(error);
};

export { validateHeaderName, validateHeaderValue };
