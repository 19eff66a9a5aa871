// Node's `tls`.
import { Buffer } from './buffer.js';
import { Socket } from './net/socket.js';
import { validateFunction } from './errors.js';
import { normalizeArgs } from './net/options.js';
import { checkServerIdentity } from './tls/certificate.js';
import { SUITES, opensslName } from './tls/ciphers.js';
import { SecureContext, alpnList } from './tls/context.js';
import { Server } from './tls/server.js';
import { TLSSocket } from './tls/socket.js';

export const DEFAULT_MIN_VERSION = 'TLSv1.2';
export const DEFAULT_MAX_VERSION = 'TLSv1.3';
export const DEFAULT_ECDH_CURVE = 'auto';
export const DEFAULT_CIPHERS = SUITES.map(opensslName).join(':');
export const CLIENT_RENEG_LIMIT = 3;
export const CLIENT_RENEG_WINDOW = 600;

/** The host keeps the certificates it trusts, the system's, to itself. */
export const rootCertificates = Object.freeze([]);

/** connect(options), connect(port[, host][, options]), each with a listener for 'secureConnect' at the end. */
export function connect(...args) {
  const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
  const last = args.at(-1);
  const [positional] = normalizeArgs(args);
  const options = { ...positional, ...(typeof last === 'object' && last !== null ? last : undefined) };
  if (options.checkServerIdentity !== undefined)
    validateFunction(options.checkServerIdentity, 'options.checkServerIdentity');
  const socket = new TLSSocket(options.socket, { ...options, isServer: false });
  if (callback !== undefined) socket.once('secureConnect', callback);
  if (options.socket === undefined || options.socket === null) {
    if (options.timeout) socket.setTimeout(options.timeout);
    Socket.prototype.connect.call(socket, [options, null]);
  }
  return socket;
}

/** createServer([options][, listener]). */
export function createServer(options, listener) {
  return new Server(options, listener);
}

export function createSecureContext(options) {
  return new SecureContext(options);
}

export function getCiphers() {
  return SUITES.map((suite) => opensslName(suite).toLowerCase());
}

/** Puts the list of protocols, as bytes with their lengths before them, into `out.ALPNProtocols`. */
export function convertALPNProtocols(protocols, out) {
  const bytes = alpnList(protocols).flatMap((protocol) => [protocol.length, ...Buffer.from(protocol, 'latin1')]);
  out.ALPNProtocols = Buffer.from(bytes);
}

export { SecureContext, Server, TLSSocket, checkServerIdentity };

export default {
  CLIENT_RENEG_LIMIT,
  CLIENT_RENEG_WINDOW,
  DEFAULT_CIPHERS,
  DEFAULT_ECDH_CURVE,
  DEFAULT_MAX_VERSION,
  DEFAULT_MIN_VERSION,
  SecureContext,
  Server,
  TLSSocket,
  checkServerIdentity,
  connect,
  convertALPNProtocols,
  createSecureContext,
  createServer,
  getCiphers,
  rootCertificates,
};
