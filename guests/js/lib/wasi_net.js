// `wasi_net`: TCP and TLS as the original runtime offered them, with its method names and its error texts.
//
// Differences, all of them repairs: connections and listeners can be closed; a typed array is sent as its bytes; end()
// shuts the sending side down; a failed write is reported, by flush() or else by the next read(); a refused port is
// reported by accept(), because listening takes a call to the host; nslookup() gives a promise for the same reason.
import { call } from './call.js';
import { codedError } from './error.js';
import { native } from './native.js';
import { clearTimeout, setTimeout } from './web/timers.js';

const READ_BYTES = 65536;
const ANY_ADDRESS = '0.0.0.0';

/** A listener on all IPv4 addresses. */
export class WasiTcpServer {
  #listening;
  #listener;
  #local;
  #closed = false;
  #connections;

  /** @param {number | string} port with 0 the host chooses, and local() tells its choice once it listens */
  constructor(port) {
    const number = checkedPort(port, 'WasiTcpServer: port');
    this.#listening = listen(number).then(({ listener, local }) => {
      if (this.#closed) {
        native.close(listener);
        throw closedError('listener');
      }
      this.#listener = listener;
      this.#local = local;
    });
    // Who never calls accept() is not told of the failure; it must not count as an unhandled rejection.
    this.#listening.catch(() => {});
    this.#connections = new Pull((done) =>
      native.tcpAccept(this.#listener, (error, handle, own, peer) =>
        done(error, handle && new Channel(handle, own, peer)),
      ),
    );
  }

  /**
   * The next connection. It rejects when the port cannot be listened on, and with `deadline has elapsed` when none came
   * in time; a connection that comes later goes to the next accept().
   * @param {number} [timeout] in milliseconds
   * @returns {Promise<WasiTcpConn>}
   */
  async accept(timeout) {
    const deadline = new Deadline(timeout, 'WasiTcpServer.accept');
    await deadline.race(this.#listening);
    return connectionOver(WasiTcpConn, await this.#connections.next(deadline.remaining()));
  }

  /** The address listened on, undefined until the host has opened it. */
  local() {
    return this.#local;
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#connections.fail(closedError('listener'));
    if (this.#listener !== undefined) native.close(this.#listener);
  }
}

/** A TCP connection. */
export class WasiTcpConn {
  #channel;

  constructor(channel) {
    if (!(channel instanceof Channel))
      throw new TypeError(`${new.target.name} has no public constructor; use ${new.target.name}.connect()`);
    this.#channel = channel;
    // The original closes a connection that nobody refers to any more, and scripts rely on it.
    abandoned.register(this, channel);
  }

  /**
   * connect(host, port[, timeout]) or connect('host:port'[, timeout]), with the timeout in milliseconds.
   * @returns {Promise<WasiTcpConn>}
   */
  static async connect(...args) {
    const { host, port, timeout } = connectTarget(args, 'WasiTcpConn.connect');
    const deadline = new Deadline(timeout, 'WasiTcpConn.connect');
    return connectionOver(WasiTcpConn, await openChannel(host, port, deadline));
  }

  /**
   * What has arrived, undefined at the end of the stream. When nothing comes in time it rejects with
   * `deadline has elapsed`, and what comes later goes to the next read().
   * @param {number} [timeout] in milliseconds
   * @returns {Promise<ArrayBuffer | undefined>}
   */
  async read(timeout) {
    return this.#channel.read(checkedTimeout(timeout, 'read'));
  }

  /**
   * Queues data to be sent, in order, and returns at once.
   * @param {string | ArrayBuffer | ArrayBufferView} data a string is sent as UTF-8
   * @returns {true}
   */
  write(data) {
    this.#channel.write(data);
    return true;
  }

  /** Queues `data`, if any, and then the end of the stream; reading goes on. */
  end(data) {
    if (data !== undefined) this.#channel.write(data);
    this.#channel.shutDown();
    return true;
  }

  /** Settles when the host has taken all that was written; rejects when a write failed. */
  async flush() {
    await this.#channel.flush();
  }

  /** Closes the connection after what was written has been sent. */
  close() {
    this.#channel.close();
  }

  local() {
    return this.#channel.local;
  }

  peer() {
    return this.#channel.peer;
  }

  /** Exists because the original has it. As there, no events are emitted: data comes by read(). */
  on() {}
}

/** A TLS connection, made by a client. */
export class WasiTlsConn extends WasiTcpConn {
  /** connect(host, port[, timeout]); the certificate must be valid for `host`. @returns {Promise<WasiTlsConn>} */
  static async connect(...args) {
    const { host, port, timeout } = connectTarget(args, 'WasiTlsConn.connect');
    const deadline = new Deadline(timeout, 'WasiTlsConn.connect');
    const channel = await openChannel(host, port, deadline);
    try {
      await deadline.call(native.startTls, channel.handle, host, undefined);
    } catch (error) {
      channel.close();
      throw error;
    }
    return connectionOver(WasiTlsConn, channel);
  }
}

/**
 * The addresses of a host as `address:port`. The original answers synchronously, which a sandbox that can only ask its
 * host cannot do; using the result as an array without `await` throws an error that says so.
 * @param {string} node
 * @param {string | number} service a port
 * @returns {Promise<string[]>}
 */
export function nslookup(node, service) {
  if (typeof node !== 'string') throw new TypeError('nslookup: the host must be a string');
  const port = SERVICES[service] ?? checkedPort(service, 'nslookup: service');
  const answer = call(native.dnsResolve, node).then((addresses) =>
    addresses.map((address) => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`)),
  );
  for (const name of ARRAY_MEMBERS) {
    Object.defineProperty(answer, name, {
      get() {
        throw codedError(
          Error,
          'ERR_UNSUPPORTED',
          'nslookup() answers with a promise in Strait: write `await nslookup(...)`',
        );
      },
    });
  }
  return answer;
}

/** The original's spelling. */
export { nslookup as nsloopup };

const SERVICES = { __proto__: null, http: 80, https: 443 };
const ARRAY_MEMBERS = ['0', 'length', 'map', 'forEach', 'filter', 'find', 'at', 'join', 'slice', Symbol.iterator];

/** The part of a connection that outlives the object the script holds, for as long as calls are under way. */
class Channel {
  #incoming;
  #unsent = 0;
  #flushed = [];
  #writeError;
  #shut = false;
  #closed = false;

  constructor(handle, local, peer) {
    this.handle = handle;
    this.local = local;
    this.peer = peer;
    this.#incoming = new Pull((done) => native.streamRead(handle, READ_BYTES, done));
  }

  async read(timeout) {
    if (this.#writeError !== undefined && !this.#incoming.ready) {
      const error = this.#writeError;
      this.#writeError = undefined;
      throw error;
    }
    return this.#incoming.next(timeout);
  }

  write(data) {
    if (typeof data !== 'string' && !ArrayBuffer.isView(data) && !(data instanceof ArrayBuffer)) {
      throw new TypeError('write: data must be a string, an ArrayBuffer or a view of one');
    }
    if (this.#closed || this.#shut) {
      this.#writeError ??= closedError(this.#closed ? 'connection' : 'sending side of the connection');
      return;
    }
    this.#unsent += 1;
    native.streamWrite(this.handle, data, (error) => this.#taken(error));
  }

  shutDown() {
    if (this.#closed || this.#shut) return;
    this.#shut = true;
    this.#unsent += 1;
    native.streamShutdown(this.handle, (error) => this.#taken(error));
  }

  flush() {
    return new Promise((resolve, reject) => {
      this.#flushed.push({ resolve, reject });
      if (this.#unsent === 0) this.#settleFlushes();
    });
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#incoming.fail(closedError('connection'));
    if (this.#unsent === 0) native.close(this.handle);
  }

  #taken(error) {
    this.#unsent -= 1;
    if (error !== undefined) this.#writeError ??= error;
    if (this.#unsent > 0) return;
    this.#settleFlushes();
    if (this.#closed) native.close(this.handle);
  }

  #settleFlushes() {
    const waiting = this.#flushed;
    if (waiting.length === 0) return;
    this.#flushed = [];
    const error = this.#writeError;
    this.#writeError = undefined;
    for (const { resolve, reject } of waiting) {
      if (error === undefined) resolve();
      else reject(error);
    }
  }
}

const abandoned = new FinalizationRegistry((channel) => channel.close());

function connectionOver(Class, channel) {
  return new Class(channel);
}

async function openChannel(host, port, deadline) {
  const channel = await deadline.call((done) =>
    native.tcpConnect(host, port, (error, handle, local, peer) =>
      done(error, handle && new Channel(handle, local, peer)),
    ),
  );
  return channel;
}

/**
 * Asks the host for one thing after the other, each when somebody wants it. When the one who asked stops waiting, the
 * call goes on, no longer keeping the program alive, and its answer goes to the next who asks: nothing is lost.
 */
class Pull {
  #start;
  #call;
  #answers = [];
  #waiting = [];
  /** What every further call gets: the end of the stream or a failure. */
  #end;

  /** @param {(done: (error?: Error, value?: unknown) => void) => number} start */
  constructor(start) {
    this.#start = start;
  }

  get ready() {
    return this.#answers.length > 0;
  }

  next(timeout) {
    if (this.#answers.length > 0) return Promise.resolve(this.#answers.shift());
    if (this.#end !== undefined)
      return this.#end.error === undefined ? Promise.resolve(undefined) : Promise.reject(this.#end.error);
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject, timer: undefined };
      if (timeout !== undefined) waiter.timer = setTimeout(() => this.#giveUp(waiter), timeout);
      this.#waiting.push(waiter);
      if (this.#call === undefined) this.#ask();
      else if (this.#waiting.length === 1) native.setRef(this.#call, true);
    });
  }

  /** Everybody who waits or will ask gets this error. */
  fail(error) {
    if (this.#call !== undefined) native.cancel(this.#call);
    this.#call = undefined;
    this.#answers = [];
    this.#finish(error);
  }

  #ask() {
    this.#call = this.#start((error, value) => {
      this.#call = undefined;
      if (error !== undefined || value === undefined) {
        this.#finish(error);
        return;
      }
      const waiter = this.#waiting.shift();
      if (waiter === undefined) this.#answers.push(value);
      else settle(waiter, undefined, value);
      if (this.#waiting.length > 0) this.#ask();
    });
  }

  #finish(error) {
    this.#end ??= { error };
    for (const waiter of this.#waiting.splice(0)) settle(waiter, error, undefined);
  }

  #giveUp(waiter) {
    this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
    if (this.#waiting.length === 0 && this.#call !== undefined) native.setRef(this.#call, false);
    waiter.reject(deadlineError());
  }
}

function settle(waiter, error, value) {
  if (waiter.timer !== undefined) clearTimeout(waiter.timer);
  if (error === undefined) waiter.resolve(value);
  else waiter.reject(error);
}

/** One limit of time for several steps. */
class Deadline {
  #end;

  constructor(timeout, what) {
    const milliseconds = checkedTimeout(timeout, what);
    this.#end = milliseconds === undefined ? undefined : native.clock() + milliseconds;
  }

  /** Milliseconds left, undefined without a limit. */
  remaining() {
    return this.#end === undefined ? undefined : Math.max(0, this.#end - native.clock());
  }

  /** A native call that is cancelled when the time is over. */
  call(operation, ...args) {
    return new Promise((resolve, reject) => {
      let timer;
      const id = operation(...args, (error, value) => {
        if (timer !== undefined) clearTimeout(timer);
        if (error === undefined) resolve(value);
        else reject(error);
      });
      if (this.#end === undefined) return;
      timer = setTimeout(() => {
        native.cancel(id);
        reject(deadlineError());
      }, this.remaining());
    });
  }

  /** Waits for a promise that goes on after the time is over. */
  race(promise) {
    if (this.#end === undefined) return promise;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(deadlineError()), this.remaining());
      promise.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}

function listen(port) {
  return new Promise((resolve, reject) => {
    native.tcpListen(ANY_ADDRESS, port, (error, listener, local) => {
      if (error === undefined) resolve({ listener, local });
      else reject(error);
    });
  });
}

function deadlineError() {
  return codedError(Error, 'ETIMEDOUT', 'deadline has elapsed');
}

function closedError(what) {
  return codedError(Error, 'ERR_CLOSED', `the ${what} is closed`);
}

/** `host:port` or host and port; a bare IPv6 address is a host. */
function connectTarget([first, second, third], what) {
  if (typeof first !== 'string') throw new TypeError(`${what}: the address must be a string`);
  const combined = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(first);
  if (combined !== null)
    return { host: combined[1] ?? combined[2], port: checkedPort(combined[3], `${what}: port`), timeout: second };
  return { host: first, port: checkedPort(second, `${what}: port`), timeout: third };
}

function checkedPort(value, what) {
  const port = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof port !== 'number' || !Number.isInteger(port))
    throw new TypeError(`${what} must be a number or a numeric string`);
  if (port < 0 || port > 65535) throw new RangeError(`${what} must be between 0 and 65535`);
  return port;
}

function checkedTimeout(timeout, what) {
  if (timeout === undefined || timeout === null) return undefined;
  const milliseconds = Number(timeout);
  if (!(milliseconds >= 0)) throw new TypeError(`${what}: the timeout must be a number of milliseconds`);
  return milliseconds;
}

export default { WasiTcpConn, WasiTcpServer, WasiTlsConn, nslookup, nsloopup: nslookup };
