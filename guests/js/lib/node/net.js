// Node's `net`.
import { BlockList, SocketAddress, isIP, isIPv4, isIPv6 } from './net/address.js';
import { normalizeArgs } from './net/options.js';
import { Server } from './net/server.js';
import { Socket } from './net/socket.js';

/** createServer([options][, listener]). */
export function createServer(options, listener) {
  return new Server(options, listener);
}

/** connect(port[, host]) and connect(options), each with a listener for 'connect' at the end. */
export function connect(...args) {
  const [options, callback] = normalizeArgs(args);
  return new Socket(options).connect([options, callback]);
}

let autoSelectFamily = true;
let attemptTimeout = 250;

/** The host always tries addresses of both families, one after the other (RFC 8305). */
export function getDefaultAutoSelectFamily() {
  return autoSelectFamily;
}

export function setDefaultAutoSelectFamily(value) {
  autoSelectFamily = Boolean(value);
}

export function getDefaultAutoSelectFamilyAttemptTimeout() {
  return attemptTimeout;
}

export function setDefaultAutoSelectFamilyAttemptTimeout(value) {
  attemptTimeout = Math.max(10, Number(value));
}

export const _normalizeArgs = normalizeArgs;

export {
  BlockList,
  Server,
  Socket,
  Socket as Stream,
  SocketAddress,
  connect as createConnection,
  isIP,
  isIPv4,
  isIPv6,
};

export default {
  BlockList,
  Server,
  Socket,
  SocketAddress,
  Stream: Socket,
  _normalizeArgs,
  connect,
  createConnection: connect,
  createServer,
  getDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  isIP,
  isIPv4,
  isIPv6,
  setDefaultAutoSelectFamily,
  setDefaultAutoSelectFamilyAttemptTimeout,
};
