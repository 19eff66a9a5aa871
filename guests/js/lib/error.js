/**
 * Errors of the network, as scripts see them.
 *
 * `code` is the name Node uses where Node has one, so that `error.code === 'ECONNREFUSED'` keeps working; `reason` is
 * the runtime's own code, the same in every language it runs.
 */
export class NetworkError extends Error {
  /**
   * @param {string} reason the runtime's code, such as `refused` or `timed-out`
   * @param {string} message a sentence for people
   */
  constructor(reason, message) {
    super(message);
    this.code = NODE_CODES[reason] ?? `ERR_${reason.toUpperCase().replaceAll('-', '_')}`;
    this.reason = reason;
  }
}
// Scripts written for Node expect `name` to be "Error" and look at `code`.
Object.defineProperty(NetworkError.prototype, 'name', {
  value: 'Error',
  writable: true,
  configurable: true,
});

/** The hook with which the native half builds the error of a failed call. */
export function makeError(reason, message) {
  return new NetworkError(reason, message);
}

/** An Error that carries a Node style code: for what the library itself refuses. */
export function codedError(ErrorClass, code, message) {
  const error = new ErrorClass(message);
  error.code = code;
  return error;
}

/** The error of an API that exists elsewhere and cannot be honoured here. */
export function unsupported(what, instead) {
  return codedError(Error, 'ERR_UNSUPPORTED', `${what} is not supported; ${instead}`);
}

const NODE_CODES = {
  refused: 'ECONNREFUSED',
  reset: 'ECONNRESET',
  'timed-out': 'ETIMEDOUT',
  dns: 'ENOTFOUND',
  'in-use': 'EADDRINUSE',
  unreachable: 'ENETUNREACH',
  closed: 'EPIPE',
};
