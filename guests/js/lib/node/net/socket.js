// net.Socket: a TCP connection as a duplex stream.
import { splitAddress } from '../../address.js';
import { codedError, unsupported } from '../../error.js';
import { native } from '../../native.js';
import { nextTick, tickMethod } from '../../tick.js';
import { clearTimeout, setTimeout } from '../../web/timers.js';
import { Buffer, bufferOver } from '../buffer.js';
import { invalidArgType, outOfRange, validateFunction } from '../errors.js';
import { Duplex } from '../stream.js';
import { isIP } from './address.js';
import { Channel } from './channel.js';
import { closedBeforeConnection, lookupError, socketClosed, systemError } from './errors.js';
import { connectTarget, normalizeArgs } from './options.js';

const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The bits of a ReadableState that its accessors stand for: asking these costs a call each. */
const [SYNC, MULTI_AWAIT_DRAIN, DATA_EMITTED] = ['sync', 'multiAwaitDrain', 'dataEmitted'].map((name) => {
  const { _readableState: state } = new Duplex();
  const before = state.state;
  state[name] = !state[name];
  return before ^ state.state;
});

/**
 * Callable without `new`, as packages for old versions of Node do.
 *
 * `_handle` is the connection, null before there is one and when it is gone. While `_gate` is set, reading and writing wait for
 * the event of that name.
 * @param {object} [options]
 */
export function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  const given = typeof options === 'number' ? { fd: options } : { ...options };
  if (given.fd !== undefined) throw unsupported('a socket over a file descriptor', 'connect to a host and a port');
  for (const name of ['objectMode', 'readableObjectMode', 'writableObjectMode']) {
    if (given[name])
      throw Object.assign(new TypeError(`The property 'options.${name}' is not supported. Received true`), {
        code: 'ERR_INVALID_ARG_VALUE',
      });
  }
  this.connecting = false;
  this._hadError = false;
  this._host = null;
  this._handle = null;
  this._parent = null;
  this._gate = undefined;
  this._call = undefined;
  this._idleTimer = undefined;
  this._target = undefined;
  /** What waits for the gate. */
  this._pendingData = [];
  this._bytesRead = 0;
  this._bytesSent = 0;
  this._bytesPending = 0;
  this._writeDone = undefined;
  this._written = (error) => written(this, error);
  this._refed = true;
  this._keeps = {};
  this.timeout = undefined;
  this.server = null;
  this._server = null;
  Duplex.call(this, {
    allowHalfOpen: Boolean(given.allowHalfOpen),
    decodeStrings: false,
    emitClose: false,
    autoDestroy: true,
    highWaterMark: given.highWaterMark,
    readableHighWaterMark: given.readableHighWaterMark,
    writableHighWaterMark: given.writableHighWaterMark,
    signal: given.signal,
  });
  if (given.noDelay !== undefined) this.setNoDelay(given.noDelay);
  if (given.keepAlive) this.setKeepAlive(true, given.keepAliveInitialDelay);
  if (given.readable === false) this.push(null);
  if (given.writable === false) this.end();
  this.on('end', onEnd);
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

const prototype = Socket.prototype;

/** Puts a connection into a socket: the one accepted or connected. Reading starts unless the socket is paused. */
export function adopt(socket, channel) {
  socket._handle = channel;
  channel.onRead = (error, bytes) => onRead(socket, channel, error, bytes);
  if (!socket._refed) channel.ref(false);
  if (Object.keys(socket._keeps).length > 0) channel.configure(socket._keeps);
}

/** connect(port[, host]) and connect(options), each with a listener for 'connect' at the end. */
prototype.connect = function connect(...args) {
  // net.connect() has put the arguments into their form already.
  const [options, callback] = Array.isArray(args[0]) ? args[0] : normalizeArgs(args);
  if (callback !== null && callback !== undefined) this.once('connect', callback);
  if (this.write === writeAfterEnd) this.write = prototype.write;
  if (this.destroyed) {
    this._undestroy();
    this._handle = null;
  }
  this.connecting = true;
  this._gate = 'connect';
  touch(this);
  let target;
  try {
    target = connectTarget(options);
  } catch (error) {
    if (error.code !== 'ERR_UNSUPPORTED') {
      this.connecting = false;
      throw error;
    }
    this.destroy(error);
    return this;
  }
  this._host = target.host;
  this._target = target;
  if (options.timeout !== undefined) this.setTimeout(options.timeout);
  if (options.noDelay !== undefined) this.setNoDelay(options.noDelay);
  if (options.keepAlive) this.setKeepAlive(true, options.keepAliveInitialDelay);
  if (typeof options.lookup === 'function' && isIP(target.host) === 0) lookUp(this, options, target);
  else dial(this, target.host, target);
  return this;
};

/** Resolves by the function that the program gave, and connects to what it found. */
function lookUp(socket, options, { host, port }) {
  const asked = { family: options.family, hints: options.hints ?? 0, all: false };
  options.lookup(host, asked, (error, found, family) => {
    if (!socket.connecting || socket.destroyed) return;
    const address = Array.isArray(found) ? found[0]?.address : found;
    socket.emit('lookup', error, address, family, host);
    if (error) nextTick(() => socket.destroy(error));
    else if (isIP(address) === 0)
      nextTick(() => socket.destroy(codedError(TypeError, 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${address}`)));
    else dial(socket, address, { host: address, port });
  });
}

function dial(socket, host, target) {
  socket._call = native.tcpConnect(host, target.port, (error, id, local, peer) => {
    socket._call = undefined;
    if (socket.destroyed) {
      if (error === undefined) native.close(id);
      return;
    }
    const isName = isIP(host) === 0;
    if (error !== undefined) {
      if (isName && error.reason === 'dns') socket.emit('lookup', lookupError(error, host), undefined, undefined, host);
      socket.connecting = false;
      socket.destroy(systemError(error, 'connect', { address: target.host, port: target.port }));
      return;
    }
    if (isName && socket.listenerCount('lookup') > 0) {
      const { address, family } = splitAddress(peer);
      socket.emit('lookup', null, address, family === 'IPv6' ? 6 : 4, host);
    }
    connected(socket, new Channel(id, local, peer));
  });
  if (!socket._refed) native.setRef(socket._call, false);
}

function connected(socket, channel) {
  adopt(socket, channel);
  socket.connecting = false;
  socket._gate = socket._nextGate();
  touch(socket);
  socket.emit('connect');
  socket.emit('ready');
  if (!socket.destroyed && socket.readable && !socket.isPaused()) socket.read(0);
}

/** What I/O waits for once the connection is there; TLS has its handshake to do. */
prototype._nextGate = function _nextGate() {
  return undefined;
};

prototype._read = function _read() {
  if (this._gate !== undefined || this._handle === null) this.once(this._gate ?? 'connect', () => this._read());
  else this._handle.read();
};

function onRead(socket, channel, error, bytes) {
  if (socket._handle !== channel) return;
  if (socket._idleTimer !== undefined || socket._parent !== null) touch(socket);
  if (error !== undefined) {
    socket._readFailed(error);
    return;
  }
  if (bytes === undefined) {
    if (socket._readableState.endEmitted) return;
    socket.push(null);
    socket.read(0);
    return;
  }
  const chunk = bufferOver(bytes);
  socket._bytesRead += chunk.length;
  const state = socket._readableState;
  if (
    state.flowing &&
    state.length === 0 &&
    (state.state & (SYNC | MULTI_AWAIT_DRAIN)) === 0 &&
    state.decoder === null &&
    socket.listenerCount('data') > 0
  ) {
    // What push() would do, without its look at whether to read more: reading goes on until somebody pauses.
    state.awaitDrainWriters = null;
    state.state |= DATA_EMITTED;
    socket.emit('data', chunk);
    if (state.flowing && socket._handle === channel) channel.read();
    else state.reading = false;
    return;
  }
  if (socket.push(chunk) && socket._handle === channel) {
    state.reading = true;
    channel.read();
  }
}

prototype._readFailed = function _readFailed(error) {
  this.destroy(systemError(error, 'read'));
};

prototype._write = function _write(chunk, encoding, callback) {
  this._send(false, chunk, encoding, callback);
};

prototype._writev = function _writev(chunks, callback) {
  this._send(true, chunks, '', callback);
};

prototype._send = function _send(several, data, encoding, callback) {
  const gate = this._gate;
  if (gate !== undefined) {
    this._pendingData = several ? data : [{ chunk: data, encoding }];
    const onGate = () => {
      this.off('close', onClose);
      this._pendingData = [];
      this._send(several, data, encoding, callback);
    };
    const onClose = () => {
      this.off(gate, onGate);
      callback(closedBeforeConnection());
    };
    this.once(gate, onGate);
    this.once('close', onClose);
    return;
  }
  const channel = this._handle;
  if (channel === null) {
    callback(socketClosed());
    return;
  }
  if (this._idleTimer !== undefined || this._parent !== null) touch(this);
  const bytes = several ? joined(data) : encoded(data, encoding);
  this._bytesPending = typeof bytes === 'string' ? native.utf8Length(bytes) : bytes.length;
  this._writeDone = callback;
  channel.write(bytes, this._written);
};

/** The host has taken what was written, or refused it. */
function written(socket, error) {
  socket._bytesSent += socket._bytesPending;
  socket._bytesPending = 0;
  if (error === undefined) {
    if (socket._idleTimer !== undefined || socket._parent !== null) touch(socket);
    const callback = socket._writeDone;
    if (callback === undefined) quicklyWritten(socket);
    else callback();
  } else {
    const callback = socket._writeDone ?? socket._writableState.onwrite;
    if (socket.destroyed)
      callback(codedError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
    else callback(systemError(error, 'write'));
  }
}

/**
 * write() for the common case: bytes, nobody to be told, nothing waiting. It leaves the stream's state as Writable would and
 * spares its detours, which cost more than the rest of an echo.
 */
prototype.write = function write(chunk, encoding, callback) {
  const state = this._writableState;
  if (
    callback !== undefined ||
    encoding !== undefined ||
    state.writing ||
    state.ending ||
    state.corked !== 0 ||
    state.destroyed ||
    state.errored !== null ||
    this._gate !== undefined ||
    this._handle === null ||
    this._idleTimer !== undefined ||
    this._parent !== null ||
    !(chunk instanceof Uint8Array)
  ) {
    return Duplex.prototype.write.call(this, chunk, encoding, callback);
  }
  const { length } = chunk;
  state.length = length;
  state.writelen = length;
  state.writing = true;
  state.writecb = nothing;
  state.pendingcb += 1;
  this._bytesPending = length;
  this._writeDone = undefined;
  this._handle.write(chunk, this._written);
  if (length < state.highWaterMark) return true;
  state.needDrain = true;
  return false;
};

function quicklyWritten(socket) {
  const state = socket._writableState;
  if (state.needDrain || state.ending || state.destroyed || state.buffered.length > 0) {
    state.onwrite();
    return;
  }
  state.writing = false;
  state.writecb = null;
  state.length = 0;
  state.writelen = 0;
  state.pendingcb -= 1;
}

function nothing() {}

/** A string that is sent as UTF-8 stays one: the host's side writes it. */
function encoded(chunk, encoding) {
  if (typeof chunk !== 'string') return chunk;
  return encoding === 'utf8' || encoding === 'utf-8' ? chunk : Buffer.from(chunk, encoding);
}

function joined(chunks) {
  if (chunks.length === 1) return encoded(chunks[0].chunk, chunks[0].encoding);
  const parts = chunks.map(({ chunk, encoding }) => encoded(chunk, encoding));
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

prototype._final = function _final(callback) {
  const gate = this._gate;
  if (gate !== undefined) {
    this.once(gate, () => this._final(callback));
  } else if (this._handle === null) {
    callback();
  } else {
    // A connection that is broken has no end to send; whoever reads is told.
    this._handle.end(() => callback());
  }
};

/** The other side has ended: without half-open connections this side ends too, and writing is a mistake. */
function onEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterEnd;
}

function writeAfterEnd(chunk, encoding, callback) {
  if (!this.writableEnded) return prototype.write.call(this, chunk, encoding, callback);
  const done = typeof encoding === 'function' ? encoding : callback;
  const error = codedError(Error, 'EPIPE', 'This socket has been ended by the other party');
  if (typeof done === 'function') nextTick(done, error);
  this.destroy(error);
  return false;
}

prototype.destroySoon = function destroySoon() {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

prototype.resetAndDestroy = function resetAndDestroy() {
  if (this._handle !== null) reset(this);
  else if (this.connecting) this.once('connect', () => reset(this));
  else this.destroy(socketClosed());
  return this;
};

function reset(socket) {
  socket.resetAndClosing = true;
  socket._handle.configure({ resetOnClose: true });
  socket.destroy();
}

prototype._destroy = function _destroy(error, callback) {
  this.connecting = false;
  this._gate = undefined;
  clearIdleTimers(this);
  const hadError = Boolean(error);
  this._hadError = hadError;
  if (this._call !== undefined) {
    native.cancel(this._call);
    this._call = undefined;
  }
  if (this._handle !== null) {
    this._handle.close();
    this._handle = null;
  }
  callback(error);
  tickMethod(emitClose, this, [hadError]);
  const server = this._server;
  if (server !== null) {
    this._server = null;
    server._connections -= 1;
    tickMethod(server._emitCloseIfDrained, server);
  }
};

function emitClose(hadError) {
  this.emit('close', hadError);
}

/** Emits 'timeout' when nothing has been sent or received for so long. It never keeps the program alive. */
prototype.setTimeout = function (milliseconds, callback) {
  if (this.destroyed) return this;
  if (typeof milliseconds !== 'number') throw invalidArgType('msecs', 'of type number', milliseconds);
  if (!(milliseconds >= 0 && milliseconds < Infinity))
    throw outOfRange('msecs', 'a non-negative finite number', milliseconds);
  if (callback !== undefined) validateFunction(callback, 'callback');
  this.timeout = Math.min(milliseconds, LONGEST_TIMEOUT);
  if (this._idleTimer !== undefined) clearTimeout(this._idleTimer);
  this._idleTimer = undefined;
  if (milliseconds === 0) {
    if (callback !== undefined) this.removeListener('timeout', callback);
    return this;
  }
  this._idleTimer = setTimeout(() => this._onTimeout(), this.timeout);
  this._idleTimer.unref();
  if (callback !== undefined) this.once('timeout', callback);
  return this;
};

prototype._onTimeout = function _onTimeout() {
  this.emit('timeout');
};

/** There was traffic: the idle time starts anew, also of the socket under this one. */
function touch(socket) {
  for (let each = socket; each !== null && each !== undefined; each = each._parent) each._idleTimer?.refresh();
}

function clearIdleTimers(socket) {
  for (let each = socket; each !== null && each !== undefined; each = each._parent) {
    if (each._idleTimer !== undefined) clearTimeout(each._idleTimer);
    each._idleTimer = undefined;
  }
}

/** Kept until there is a connection. */
function configure(socket, options) {
  Object.assign(socket._keeps, options);
  if (socket._handle !== null) socket._handle.configure(options);
  return socket;
}

prototype.setNoDelay = function setNoDelay(enable) {
  const noDelay = enable === undefined ? true : Boolean(enable);
  // Connections are without delay from the beginning.
  if ((this._keeps.noDelay ?? true) === noDelay) return this;
  return configure(this, { noDelay });
};

prototype.setKeepAlive = function setKeepAlive(enable, initialDelay) {
  const keepAlive = Boolean(enable);
  const keepAliveDelay = Math.min(Math.max(0, Math.trunc(Number(initialDelay) || 0)), LONGEST_TIMEOUT);
  if (this._keeps.keepAlive === keepAlive && this._keeps.keepAliveDelay === keepAliveDelay) return this;
  return configure(this, { keepAlive, keepAliveDelay });
};

function setRefed(socket, refed) {
  socket._refed = refed;
  if (socket._call !== undefined) native.setRef(socket._call, refed);
  socket._handle?.ref(refed);
  return socket;
}

prototype.ref = function ref() {
  return setRefed(this, true);
};

prototype.unref = function unref() {
  return setRefed(this, false);
};

/** The own end, an empty object before there is a connection. */
prototype.address = function address() {
  return this._handle === null ? {} : splitAddress(this._handle.local);
};

function endOf(side, name) {
  return function get() {
    const ends = (this._ends ??= { local: undefined, peer: undefined });
    if (ends[side] === undefined && this._handle !== null) ends[side] = splitAddress(this._handle[side]);
    // What was read before the connection went stays known, as in Node.
    return ends[side]?.[name];
  };
}

const accessors = {
  localAddress: endOf('local', 'address'),
  localPort: endOf('local', 'port'),
  localFamily: endOf('local', 'family'),
  remoteAddress: endOf('peer', 'address'),
  remotePort: endOf('peer', 'port'),
  remoteFamily: endOf('peer', 'family'),
  bytesRead() {
    return this._bytesRead;
  },
  bytesWritten() {
    const state = this._writableState;
    if (state === undefined) return undefined;
    let bytes = this._bytesSent + this._bytesPending;
    for (const { chunk, encoding } of state.getBuffer()) bytes += Buffer.byteLength(chunk, encoding);
    for (const { chunk, encoding } of this._pendingData) bytes += Buffer.byteLength(chunk, encoding);
    return bytes;
  },
  pending() {
    return this._handle === null || this.connecting;
  },
  readyState() {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    if (this.readable) return 'readOnly';
    return this.writable ? 'writeOnly' : 'closed';
  },
  bufferSize() {
    return this._handle === null ? undefined : this.writableLength;
  },
  _connecting() {
    return this.connecting;
  },
};
for (const [name, get] of Object.entries(accessors)) {
  Object.defineProperty(prototype, name, { get, configurable: true, enumerable: true });
}
