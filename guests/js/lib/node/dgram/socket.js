// dgram.Socket: a UDP socket.
import { splitAddress } from '../../address.js';
import { codedError, unsupported } from '../../error.js';
import { native } from '../../native.js';
import { nextTick, tickMethod } from '../../tick.js';
import { Buffer, bufferOver } from '../buffer.js';
import { invalidArgType, invalidArgValue, validateAbortSignal, validateFunction, validateString } from '../errors.js';
import { EventEmitter } from '../events.js';
import { systemError, validatePort } from '../net/errors.js';

/** Datagrams that one call brings. */
const DATAGRAMS = 64;

const UNBOUND = 0;
const BINDING = 1;
const BOUND = 2;

/**
 * createSocket(type[, listener]) and createSocket(options[, listener]).
 * @param {'udp4' | 'udp6' | object} options
 * @param {Function} [listener] for 'message'
 */
export function createSocket(options, listener) {
  return new Socket(options, listener);
}

export class Socket extends EventEmitter {
  #family;
  #options;
  #handle;
  #local;
  #peer;
  #state = UNBOUND;
  #connecting = false;
  #closed = false;
  #refed = true;
  /** The outstanding call of receiving or binding. */
  #call;
  /** What waits for the socket to be bound. */
  #queue = [];
  /** Datagrams the host has not taken yet, and their bytes. */
  #sending = 0;
  #sendingBytes = 0;

  constructor(options, listener) {
    super();
    const given = typeof options === 'string' ? { type: options } : { ...options };
    if (given.type !== 'udp4' && given.type !== 'udp6') {
      throw codedError(TypeError, 'ERR_SOCKET_BAD_TYPE', 'Bad socket type specified. Valid types are: udp4, udp6');
    }
    this.type = given.type;
    this.#family = given.type === 'udp4' ? 4 : 6;
    this.#options = given;
    if (given.lookup !== undefined) {
      validateFunction(given.lookup, 'lookup');
      throw unsupported('the option lookup', 'the host resolves names as the policy allows');
    }
    if (typeof listener === 'function') this.on('message', listener);
    if (given.signal !== undefined) {
      validateAbortSignal(given.signal, 'options.signal');
      const close = () => this.#closed || this.close();
      if (given.signal.aborted) nextTick(close);
      else given.signal.addEventListener('abort', close, { once: true });
    }
  }

  /** bind([port][, address][, callback]) and bind(options[, callback]). 'listening' tells that it is done. */
  bind(...args) {
    this.#checkOpen();
    if (this.#state !== UNBOUND) throw codedError(Error, 'ERR_SOCKET_ALREADY_BOUND', 'Socket is already bound');
    const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    const [first, second] = args;
    const target = first !== null && typeof first === 'object' ? first : { port: first, address: second };
    if (target.fd !== undefined) throw unsupported('a socket over a file descriptor', 'bind to a port');
    const port = target.port === undefined || target.port === null ? 0 : validatePort(target.port);
    if (callback !== undefined) {
      const done = () => {
        this.off('error', done);
        this.off('listening', listening);
      };
      const listening = () => {
        done();
        callback.call(this);
      };
      this.on('error', done);
      this.on('listening', listening);
    }
    this.#bind(target.address || (this.#family === 4 ? '0.0.0.0' : '::'), port);
    return this;
  }

  #bind(address, port) {
    this.#state = BINDING;
    const { reuseAddr = false, ipv6Only = false } = this.#options;
    this.#call = native.udpBind(address, port, Boolean(reuseAddr), Boolean(ipv6Only), (error, handle, local) => {
      this.#call = undefined;
      if (error !== undefined) {
        this.#state = UNBOUND;
        const failure = systemError(error, 'bind', { address, port });
        const waiting = this.#queue.splice(0);
        this.emit('error', failure);
        for (const { fail } of waiting) fail?.(failure);
        return;
      }
      this.#handle = handle;
      this.#local = local;
      this.#state = BOUND;
      this.#receive();
      this.emit('listening');
      for (const { run } of this.#queue.splice(0)) run();
    });
    this.#keep();
  }

  #keep() {
    if (!this.#refed && this.#call !== undefined) native.setRef(this.#call, false);
  }

  #receive() {
    this.#call = native.udpReceive(this.#handle, DATAGRAMS, (error, datagrams) => {
      this.#call = undefined;
      if (this.#closed) return;
      this.#receive();
      if (error !== undefined) {
        this.emit('error', systemError(error, 'recvmsg'));
        return;
      }
      for (let at = 0; at < datagrams.length; at += 2) {
        const { address, family, port } = splitAddress(datagrams[at]);
        const message = bufferOver(datagrams[at + 1]);
        this.emit('message', message, { address, family, port, size: message.length });
        if (this.#closed) return;
        if (at + 2 < datagrams.length) native.drain();
      }
    });
    this.#keep();
  }

  /** Runs now or when the socket is bound; binds it first if nobody has. */
  #whenBound(run, fail) {
    if (this.#state === BOUND) {
      run();
      return;
    }
    this.#queue.push({ run, fail });
    if (this.#state === UNBOUND) this.#bind(this.#family === 4 ? '0.0.0.0' : '::', 0);
  }

  /** connect(port[, address][, callback]). 'connect' tells that it is done. */
  connect(port, address, callback) {
    this.#checkOpen();
    const done = typeof address === 'function' ? address : callback;
    const host = typeof address === 'string' && address !== '' ? address : this.#loopback();
    const number = validatePort(port, 'Port', false);
    if (this.#peer !== undefined || this.#connecting)
      throw codedError(Error, 'ERR_SOCKET_DGRAM_IS_CONNECTED', 'Already connected');
    this.#connecting = true;
    if (done !== undefined) this.once('connect', done);
    const fail = (error) => {
      this.#connecting = false;
      if (done !== undefined) {
        this.off('connect', done);
        nextTick(done, error);
      } else {
        nextTick(() => this.emit('error', error));
      }
    };
    this.#whenBound(() => {
      native.udpConnect(this.#handle, host, number, (error, handle, local, peer) => {
        if (this.#closed) return;
        if (error !== undefined) {
          fail(systemError(error, 'connect', { address: host, port: number }));
          return;
        }
        this.#connecting = false;
        this.#local = local;
        this.#peer = peer;
        this.emit('connect');
      });
    }, fail);
  }

  disconnect() {
    if (this.#peer === undefined) throw notConnected();
    this.#peer = undefined;
    native.udpConnect(this.#handle, undefined, 0, () => {});
  }

  /**
   * send(msg[, offset, length][, port][, address][, callback]). The message is a string, bytes, or a list of these; a connected
   * socket takes no port and address.
   */
  send(message, ...rest) {
    this.#checkOpen();
    const connected = this.#peer !== undefined;
    const callback = typeof rest.at(-1) === 'function' ? rest.pop() : undefined;
    let window;
    const positions = connected ? rest.length >= 2 : rest.length >= 3 || typeof rest[2] === 'number';
    if (positions && typeof rest[0] === 'number' && typeof rest[1] === 'number') window = rest.splice(0, 2);
    const [port, address] = rest;
    if (connected && port !== undefined && port !== null)
      throw codedError(Error, 'ERR_SOCKET_DGRAM_IS_CONNECTED', 'Already connected');
    const bytes = window === undefined ? payload(message) : part(message, ...window);
    let number = 0;
    let host;
    if (!connected) {
      number = validatePort(port, 'Port', false);
      if (address !== undefined && address !== null && typeof address !== 'string')
        throw invalidArgType('address', 'of type string', address);
      host = address || this.#loopback();
    }
    this.#sending += 1;
    this.#sendingBytes += bytes.length;
    const finish = (error) => {
      this.#sending -= 1;
      this.#sendingBytes -= bytes.length;
      if (callback !== undefined) callback(error ?? null, error === undefined ? bytes.length : undefined);
      else if (error !== undefined) this.emit('error', error);
    };
    this.#whenBound(
      () => {
        native.udpSend(this.#handle, host, number, bytes, (error) => {
          if (error === undefined) finish();
          else if (!this.#closed || callback !== undefined)
            finish(systemError(error, 'send', { address: host, port: number }));
        });
      },
      callback === undefined ? undefined : finish,
    );
  }

  close(callback) {
    if (typeof callback === 'function') this.on('close', callback);
    this.#checkOpen();
    this.#closed = true;
    this.#queue = [];
    if (this.#call !== undefined) native.cancel(this.#call);
    if (this.#handle !== undefined) native.close(this.#handle);
    tickMethod(this.emit, this, ['close']);
    return this;
  }

  [Symbol.asyncDispose]() {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.close(resolve);
    });
  }

  /** @returns {{ address: string, family: string, port: number }} */
  address() {
    this.#checkOpen();
    if (this.#local === undefined)
      throw Object.assign(new Error('getsockname EBADF'), { code: 'EBADF', syscall: 'getsockname' });
    return splitAddress(this.#local);
  }

  remoteAddress() {
    this.#checkOpen();
    if (this.#peer === undefined) throw notConnected();
    return splitAddress(this.#peer);
  }

  setBroadcast(flag) {
    this.#configure({ broadcast: Boolean(flag) }, 'setBroadcast');
  }

  setTTL(ttl) {
    this.#configure({ ttl: checkedTtl(ttl, 1) }, 'setTTL');
    return ttl;
  }

  setMulticastTTL(ttl) {
    this.#configure({ multicastTtl: checkedTtl(ttl, 0) }, 'setMulticastTTL');
    return ttl;
  }

  setMulticastLoopback(flag) {
    this.#configure({ multicastLoop: Boolean(flag) }, 'setMulticastLoopback');
    return flag;
  }

  addMembership(group, networkInterface) {
    validateString(group, 'multicastAddress');
    this.#configure({ join: group, interface: networkInterface }, 'addMembership');
  }

  dropMembership(group, networkInterface) {
    validateString(group, 'multicastAddress');
    this.#configure({ leave: group, interface: networkInterface }, 'dropMembership');
  }

  setMulticastInterface() {
    throw unsupported('setMulticastInterface', 'name the interface in addMembership()');
  }

  addSourceSpecificMembership() {
    throw unsupported('addSourceSpecificMembership', 'use addMembership()');
  }

  dropSourceSpecificMembership() {
    throw unsupported('dropSourceSpecificMembership', 'use dropMembership()');
  }

  /** An option that the system refuses is told by 'error': a sandbox asks and goes on. */
  #configure(options, syscall) {
    this.#checkOpen();
    this.#whenBound(() => {
      native.udpOptions(this.#handle, options, (error) => {
        if (error !== undefined && !this.#closed) this.emit('error', systemError(error, syscall));
      });
    });
  }

  setRecvBufferSize() {}

  setSendBufferSize() {}

  getSendQueueSize() {
    return this.#sendingBytes;
  }

  getSendQueueCount() {
    return this.#sending;
  }

  ref() {
    this.#refed = true;
    if (this.#call !== undefined) native.setRef(this.#call, true);
    return this;
  }

  unref() {
    this.#refed = false;
    this.#keep();
    return this;
  }

  #loopback() {
    return this.#family === 4 ? '127.0.0.1' : '::1';
  }

  #checkOpen() {
    if (this.#closed) throw codedError(Error, 'ERR_SOCKET_DGRAM_NOT_RUNNING', 'Not running');
  }
}

function notConnected() {
  return codedError(Error, 'ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected');
}

/** The bytes of a message; a datagram may be empty. */
function payload(message) {
  if (Array.isArray(message)) return Buffer.concat(message.map(payload));
  if (typeof message === 'string') return Buffer.from(message);
  if (ArrayBuffer.isView(message)) return Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  throw invalidArgType('buffer', 'one of type string or an instance of Buffer, TypedArray, or DataView', message);
}

function part(message, offset, length) {
  if (Array.isArray(message)) throw invalidArgType('buffer', 'one of type string or an instance of Buffer', message);
  const bytes = payload(message);
  if (offset < 0 || offset > bytes.length) throw outOfBounds('offset');
  if (length < 0 || offset + length > bytes.length) throw outOfBounds('length');
  return bytes.subarray(offset, offset + length);
}

function outOfBounds(name) {
  return codedError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', `"${name}" is outside of buffer bounds`);
}

function checkedTtl(ttl, least) {
  if (typeof ttl !== 'number') throw invalidArgType('ttl', 'of type number', ttl);
  if (!(ttl >= least && ttl <= 255)) throw invalidArgValue('ttl', ttl, `must be from ${least} to 255`);
  return ttl;
}
