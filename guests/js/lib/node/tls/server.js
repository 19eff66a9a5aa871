// tls.Server: a TCP listener whose connections are encrypted.
import { unsupported } from '../../error.js';
import { clearTimeout, setTimeout } from '../../web/timers.js';
import { validateFunction, validateObject } from '../errors.js';
import { Server as TcpServer } from '../net/server.js';
import { SecureContext, contextOf } from './context.js';
import { TLSSocket } from './socket.js';

const HANDSHAKE_MILLISECONDS = 120_000;

/**
 * Callable without `new`.
 * @param {object | Function} [options]
 * @param {Function} [listener] for 'secureConnection'
 */
export function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  const given = typeof options === 'function' || options === undefined || options === null ? {} : options;
  const onSecure = typeof options === 'function' ? options : listener;
  validateObject(given, 'options');
  for (const name of ['SNICallback', 'pskCallback', 'ALPNCallback']) {
    if (given[name] !== undefined) throw unsupported(name, 'give one certificate for all names, and ALPNProtocols');
  }
  TcpServer.call(this, given);
  this._tlsOptions = given;
  this._secureContext = contextOf(given);
  this.requestCert = Boolean(given.requestCert);
  this.rejectUnauthorized = given.rejectUnauthorized !== false;
  if (onSecure !== undefined && onSecure !== null) {
    validateFunction(onSecure, 'secureConnectionListener');
    this.on('secureConnection', onSecure);
  }
  this.on('connection', secure);
}
Object.setPrototypeOf(Server.prototype, TcpServer.prototype);
Object.setPrototypeOf(Server, TcpServer);

/** Takes other certificates for the connections that come from then on. */
Server.prototype.setSecureContext = function setSecureContext(options) {
  this._secureContext = new SecureContext(options);
};

Server.prototype.addContext = function addContext() {
  throw unsupported('addContext', 'give one certificate for all names');
};

Server.prototype.getTicketKeys = Server.prototype.setTicketKeys = function ticketKeys() {
  throw unsupported('ticket keys', 'the host makes its own');
};

function secure(connection) {
  const server = this;
  const { ALPNProtocols, handshakeTimeout = HANDSHAKE_MILLISECONDS } = server._tlsOptions;
  const socket = new TLSSocket(connection, {
    isServer: true,
    secureContext: server._secureContext,
    requestCert: server.requestCert,
    rejectUnauthorized: server.rejectUnauthorized,
    ALPNProtocols,
  });
  socket.server = server;
  let settled = false;
  const fail = (error) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    server.emit('tlsClientError', error, socket);
  };
  const timer = setTimeout(() => {
    const error = Object.assign(new Error('TLS handshake timeout'), { code: 'ERR_TLS_HANDSHAKE_TIMEOUT' });
    fail(error);
    socket.destroy();
  }, handshakeTimeout);
  timer.unref();
  // A client that fails is no error of the program: it is told by 'tlsClientError'.
  const ignore = () => {};
  socket.on('error', ignore);
  socket.once('_tlsError', fail);
  socket.once('close', () => {
    fail(Object.assign(new Error('the client disconnected during the TLS handshake'), { code: 'ECONNRESET' }));
  });
  socket.once('_established', () => {
    settled = true;
    clearTimeout(timer);
    socket.off('error', ignore);
    server.emit('secureConnection', socket);
  });
}
