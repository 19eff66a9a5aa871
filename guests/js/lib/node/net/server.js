// net.Server: a TCP listener.
import { splitAddress } from '../../address.js';
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { nextTick, tickMethod } from '../../tick.js';
import { validateAbortSignal, validateFunction, validateObject } from '../errors.js';
import { EventEmitter } from '../events.js';
import { Channel } from './channel.js';
import { systemError } from './errors.js';
import { listenTarget } from './options.js';
import { Socket, adopt } from './socket.js';

/** Connections that the host may hand over in one turn. */
const ACCEPTS = 16;

/**
 * Callable without `new`.
 * @param {object | Function} [options]
 * @param {Function} [listener] for 'connection'
 */
export function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  const given = typeof options === 'function' || options === undefined || options === null ? {} : options;
  const onConnection = typeof options === 'function' ? options : listener;
  validateObject(given, 'options');
  EventEmitter.call(this, given);
  if (onConnection !== undefined && onConnection !== null) {
    validateFunction(onConnection, 'connectionListener');
    this.on('connection', onConnection);
  }
  this._connections = 0;
  /** The listener's handle; undefined until it listens and once it is closed. */
  this._listener = undefined;
  this._local = undefined;
  /** The outstanding calls: of listening, or of accepting. */
  this._calls = new Set();
  this._listening = false;
  this._closing = false;
  this._refed = true;
  this.allowHalfOpen = Boolean(given.allowHalfOpen);
  this.pauseOnConnect = Boolean(given.pauseOnConnect);
  this.noDelay = Boolean(given.noDelay);
  this.keepAlive = Boolean(given.keepAlive);
  this.keepAliveInitialDelay = given.keepAliveInitialDelay ?? 0;
  this.highWaterMark = given.highWaterMark;
  this.maxConnections = undefined;
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

const prototype = Server.prototype;

/** listen([port[, host[, backlog]]][, callback]) and listen(options[, callback]). */
prototype.listen = function listen(...args) {
  const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
  if (this._listening) {
    throw codedError(
      Error,
      'ERR_SERVER_ALREADY_LISTEN',
      'Listen method has been called more than once without closing.',
    );
  }
  const { port, host, signal } = listenTarget(args);
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (callback !== undefined) this.once('listening', callback);
  this._listening = true;
  this._closing = false;
  const call = native.tcpListen(host, port, (error, listener, local) => {
    this._calls.delete(call);
    if (error !== undefined) {
      this._listening = false;
      this.emit('error', systemError(error, 'listen', { address: host, port }));
      return;
    }
    this._listener = listener;
    this._local = local;
    for (let count = 0; count < ACCEPTS; count += 1) accept(this, listener);
    this.emit('listening');
  });
  keep(this, call);
  if (signal !== undefined) {
    if (signal.aborted) nextTick(() => this.close());
    else signal.addEventListener('abort', () => this.close(), { once: true });
  }
  return this;
};

function keep(server, call) {
  server._calls.add(call);
  if (!server._refed) native.setRef(call, false);
}

function accept(server, listener) {
  const call = native.tcpAccept(listener, (error, id, local, peer) => {
    server._calls.delete(call);
    if (server._listener === listener && !(error !== undefined && error.reason === 'closed')) accept(server, listener);
    if (error === undefined) onConnection(server, new Channel(id, local, peer));
    else if (server._listener === listener) server.emit('error', systemError(error, 'accept'));
  });
  keep(server, call);
}

function onConnection(server, channel) {
  if (server.maxConnections !== undefined && server._connections >= server.maxConnections) {
    const [own, peer] = [splitAddress(channel.local), splitAddress(channel.peer)];
    channel.close();
    server.emit('drop', {
      localAddress: own.address,
      localPort: own.port,
      localFamily: own.family,
      remoteAddress: peer.address,
      remotePort: peer.port,
      remoteFamily: peer.family,
    });
    return;
  }
  const socket = new Socket({ allowHalfOpen: server.allowHalfOpen, highWaterMark: server.highWaterMark });
  if (server.keepAlive) socket.setKeepAlive(true, server.keepAliveInitialDelay);
  adopt(socket, channel);
  server._connections += 1;
  socket.server = server;
  socket._server = server;
  if (server.pauseOnConnect) socket.pause();
  server.emit('connection', socket);
  if (!socket.destroyed && !socket.isPaused() && socket._handle === channel) socket.read(0);
}

/** Stops listening. 'close' is emitted when the last connection is gone. */
prototype.close = function close(callback) {
  if (typeof callback === 'function') {
    if (this._listening) this.once('close', callback);
    else this.once('close', () => callback(codedError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
  }
  if (this._listening) {
    for (const call of this._calls) native.cancel(call);
    this._calls.clear();
    if (this._listener !== undefined) native.close(this._listener);
    this._listener = undefined;
    this._local = undefined;
    this._listening = false;
    this._closing = true;
  }
  this._emitCloseIfDrained();
  return this;
};

prototype._emitCloseIfDrained = function _emitCloseIfDrained() {
  if (this._listening || this._connections > 0) return;
  tickMethod(emitClose, this);
};

function emitClose() {
  this.emit('close');
}

/** @returns {{ address: string, family: string, port: number } | null} null until it listens */
prototype.address = function address() {
  return this._local === undefined ? null : splitAddress(this._local);
};

prototype.getConnections = function getConnections(callback) {
  nextTick(callback, null, this._connections);
  return this;
};

function setRefed(server, refed) {
  server._refed = refed;
  for (const call of server._calls) native.setRef(call, refed);
  return server;
}

prototype.ref = function ref() {
  return setRefed(this, true);
};

prototype.unref = function unref() {
  return setRefed(this, false);
};

prototype[Symbol.asyncDispose] = function () {
  if (!this._listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    this.close((error) => (error ? reject(error) : resolve()));
  });
};

Object.defineProperties(prototype, {
  listening: {
    configurable: true,
    enumerable: true,
    get() {
      return this._listener !== undefined;
    },
  },
  connections: {
    configurable: true,
    get() {
      return this._connections;
    },
  },
});
