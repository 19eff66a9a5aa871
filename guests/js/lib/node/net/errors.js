// Errors of sockets, as Node has them: the code, the number and the system call beside our sentence.
import { codedError } from '../../error.js';

const ERRNO = {
  __proto__: null,
  EACCES: -13,
  EADDRINUSE: -98,
  ECONNREFUSED: -111,
  ECONNRESET: -104,
  ENETUNREACH: -101,
  ENOTFOUND: -3008,
  EMSGSIZE: -90,
  EPIPE: -32,
  ETIMEDOUT: -110,
};

/**
 * Completes the error of a call to the host.
 * @param {Error} error
 * @param {string} syscall what Node would have asked the system for
 * @param {{ address?: string, port?: number }} [target]
 */
export function systemError(error, syscall, target) {
  if (error.reason === 'denied') error.code = 'EACCES';
  if (error.reason === 'dns') return lookupError(error, target?.address);
  const errno = ERRNO[error.code];
  if (errno !== undefined) error.errno = errno;
  error.syscall = syscall;
  if (target?.address !== undefined) error.address = target.address;
  if (target?.port !== undefined) error.port = target.port;
  return error;
}

/** Completes the error of a name that could not be resolved. */
export function lookupError(error, hostname) {
  if (error.reason === 'denied') error.code = 'EACCES';
  const errno = ERRNO[error.code];
  if (errno !== undefined) error.errno = errno;
  error.syscall = 'getaddrinfo';
  if (hostname !== undefined) error.hostname = hostname;
  return error;
}

export function socketClosed() {
  return codedError(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed');
}

export function closedBeforeConnection() {
  return codedError(
    Error,
    'ERR_SOCKET_CLOSED_BEFORE_CONNECTION',
    'Socket closed before the connection was established',
  );
}

export function badPort(name, port, zeroAllowed = true) {
  const shown = typeof port === 'string' ? `'${port}'` : String(port);
  const least = zeroAllowed ? '>= 0' : '> 0';
  return codedError(
    RangeError,
    'ERR_SOCKET_BAD_PORT',
    `${name} should be ${least} and < 65536. Received type ${typeof port} (${shown}).`,
  );
}

/** A port as Node takes it: a whole number, or a string of one. */
export function validatePort(port, name = 'Port', zeroAllowed = true) {
  const isNumber = typeof port === 'number' || (typeof port === 'string' && port.trim() !== '');
  const number = Number(port);
  if (!isNumber || !Number.isInteger(number) || number < 0 || number > 65535 || (number === 0 && !zeroAllowed)) {
    throw badPort(name, port, zeroAllowed);
  }
  return number;
}
