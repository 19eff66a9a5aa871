// tls.TLSSocket: a socket whose connection is encrypted.
//
// It is a net.Socket that, once it has a connection, has the host do the handshake on it. Until that is done its gate is closed:
// reading and writing wait for 'secure'.
import { codedError, unsupported } from '../../error.js';
import { native } from '../../native.js';
import { nextTick } from '../../tick.js';
import { Socket, adopt } from '../net/socket.js';
import { systemError } from '../net/errors.js';
import { describeChain } from './certificate.js';
import { alpnList, contextOf } from './context.js';
import { opensslName } from './ciphers.js';

/**
 * @param {Socket | undefined} socket the connection to use; without one, connect() opens it
 * @param {object} [options]
 */
export function TLSSocket(socket, options) {
  if (!(this instanceof TLSSocket)) return new TLSSocket(socket, options);
  const given = { ...options };
  Socket.call(this, {
    allowHalfOpen: socket ? socket.allowHalfOpen : given.allowHalfOpen,
    signal: given.signal,
    highWaterMark: given.highWaterMark,
  });
  this.encrypted = true;
  this.authorized = false;
  this.authorizationError = null;
  this.alpnProtocol = null;
  this.servername = null;
  this.secureConnecting = true;
  this._secureEstablished = false;
  this._tlsOptions = given;
  this._secureContext = contextOf(given);
  this._serverName = given.servername;
  /** What the handshake agreed on. */
  this._secured = undefined;
  if (socket !== undefined && socket !== null) wrap(this, socket);
}
Object.setPrototypeOf(TLSSocket.prototype, Socket.prototype);
Object.setPrototypeOf(TLSSocket, Socket);

const prototype = TLSSocket.prototype;

/** Takes the connection of a socket over, when it has one and nothing is under way on it. */
function wrap(secure, socket) {
  if (!(socket instanceof Socket)) {
    throw unsupported('TLS over a stream that is no net.Socket', 'connect by tls.connect({ host, port })');
  }
  secure._parent = socket;
  secure._gate = 'secure';
  secure.on('close', () => socket.destroy());
  socket.on('close', () => secure.destroy());
  socket.on('error', (error) => secure.destroy(error));
  const takeOver = () => {
    const channel = socket._handle;
    if (channel === null || secure.destroyed) return;
    socket._handle = null;
    // The timers and the server of the socket stay its own; its bytes are not.
    channel.whenIdle(() => {
      adopt(secure, channel);
      const left = socket.read();
      if (left !== null) {
        secure.destroy(codedError(Error, 'ERR_TLS', 'the peer sent something before TLS had begun'));
        return;
      }
      handshake(secure);
    });
  };
  if (socket.connecting) {
    secure.connecting = true;
    socket.once('connect', () => {
      secure.connecting = false;
      takeOver();
      secure.emit('connect');
    });
  } else {
    takeOver();
  }
}

prototype._nextGate = function _nextGate() {
  handshake(this);
  return 'secure';
};

function handshake(socket) {
  const options = socket._tlsOptions;
  const context = socket._secureContext;
  const done = (error, secured) => {
    socket._call = undefined;
    if (socket.destroyed) return;
    if (error === undefined) established(socket, secured);
    else refused(socket, error);
  };
  try {
    socket._call = options.isServer
      ? acceptTls(socket, context, options, done)
      : startTls(socket, context, options, done);
    if (!socket._refed) native.setRef(socket._call, false);
  } catch (error) {
    nextTick(() => refused(socket, error));
  }
}

function startTls(socket, context, options, done) {
  const name = socket._serverName || options.servername || options.host || socket._host || 'localhost';
  const alpn = alpnList(options.ALPNProtocols);
  const chosen = {
    ca: context.ca,
    cert: context.cert,
    key: context.key,
    alpn,
    insecure: options.rejectUnauthorized === false,
  };
  return native.startTls(socket._handle.id, name, chosen, done);
}

function acceptTls(socket, context, options, done) {
  if (context.cert === undefined || context.key === undefined) {
    throw codedError(Error, 'ERR_TLS_CERT_REQUIRED', 'a TLS server needs the options cert and key');
  }
  if (options.requestCert && context.ca === undefined) {
    throw codedError(Error, 'ERR_TLS_CA_REQUIRED', 'requestCert needs the option ca: whom to trust for clients');
  }
  return native.acceptTls(
    socket._handle.id,
    {
      cert: context.cert,
      key: context.key,
      clientCa: options.requestCert ? context.ca : undefined,
      clientOptional: options.rejectUnauthorized === false,
      alpn: alpnList(options.ALPNProtocols),
    },
    done,
  );
}

function established(socket, secured) {
  const options = socket._tlsOptions;
  const { minVersion, maxVersion } = socket._secureContext;
  if (secured.version < minVersion || secured.version > maxVersion) {
    const message = `the peer chose ${secured.version}, which is not within ${minVersion} and ${maxVersion}`;
    refused(socket, codedError(Error, 'ERR_TLS', message));
    return;
  }
  socket._secured = secured;
  socket._secureEstablished = true;
  socket.secureConnecting = false;
  socket.alpnProtocol = secured.alpn ?? false;
  socket.authorizationError = secured.unauthorized ?? null;
  socket.authorized = options.isServer ? secured.certificates.length > 0 : (secured.unauthorized ?? null) === null;
  if (options.isServer) socket.servername = secured.serverName ?? false;
  else if (socket._serverName) socket.servername = socket._serverName;
  if (!options.isServer && typeof options.checkServerIdentity === 'function' && socket.authorized) {
    const host = options.servername || options.host || socket._host || 'localhost';
    const error = options.checkServerIdentity(host, socket.getPeerCertificate(true));
    if (error) {
      socket.authorized = false;
      socket.authorizationError = error.code || error.message;
      if (options.rejectUnauthorized !== false) {
        socket.destroy(error);
        return;
      }
    }
  }
  socket._gate = undefined;
  socket.emit('secure');
  if (options.isServer) socket.emit('_established');
  else socket.emit('secureConnect');
  if (!socket.destroyed && socket.readable && !socket.isPaused()) socket.read(0);
}

function refused(socket, error) {
  const failure = error.reason === undefined ? error : systemError(error, 'connect', socket._target);
  socket.emit('_tlsError', failure);
  socket.destroy(failure);
}

/** The end without TLS's own goodbye is an end too, as for Node and OpenSSL's other users. */
prototype._readFailed = function _readFailed(error) {
  if (error.reason === 'protocol') {
    this.push(null);
    this.read(0);
    return;
  }
  Socket.prototype._readFailed.call(this, error);
};

prototype.getPeerCertificate = function getPeerCertificate(detailed) {
  if (this._secured === undefined) return this.destroyed ? null : {};
  return describeChain(this._secured.certificates, Boolean(detailed));
};

prototype.getProtocol = function getProtocol() {
  return this._secured?.version ?? null;
};

prototype.getCipher = function getCipher() {
  if (this._secured === undefined) return undefined;
  const { cipher, version } = this._secured;
  return { name: opensslName(cipher), standardName: cipher, version };
};

prototype.setServername = function setServername(name) {
  if (typeof name !== 'string') throw new TypeError('the server name must be a string');
  this._serverName = name;
};

prototype.isSessionReused = () => false;
prototype.getSession = () => undefined;
prototype.getTLSTicket = () => undefined;
prototype.getEphemeralKeyInfo = () => ({});
prototype.getFinished = () => undefined;
prototype.getPeerFinished = () => undefined;
prototype.getCertificate = () => ({});
prototype.getSharedSigalgs = () => [];
prototype.setMaxSendFragment = () => false;
prototype.setSession = () => undefined;
prototype.enableTrace = () => undefined;
prototype.disableRenegotiation = () => undefined;

/** TLS 1.3 has no renegotiation, and the host does none for TLS 1.2. */
prototype.renegotiate = function renegotiate(options, callback) {
  const error = unsupported('TLS renegotiation', 'open another connection');
  if (typeof callback === 'function') nextTick(callback, error);
  return false;
};

prototype.exportKeyingMaterial = function exportKeyingMaterial() {
  throw unsupported('exportKeyingMaterial', 'the keys of a connection stay with the host');
};

prototype.getX509Certificate = function getX509Certificate() {
  throw unsupported('X509Certificate', 'use getCertificate()');
};

prototype.getPeerX509Certificate = function getPeerX509Certificate() {
  throw unsupported('X509Certificate', 'use getPeerCertificate()');
};
