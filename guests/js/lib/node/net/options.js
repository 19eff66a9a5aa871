// The argument forms of connect() and listen().
import { unsupported } from '../../error.js';
import { invalidArgType, invalidArgValue, validateString } from '../errors.js';
import { validatePort } from './errors.js';

/** Where servers listen when no host is given. */
export const ANY_ADDRESS = '0.0.0.0';

/** connect(port[, host]), connect(path), connect(options), each with a callback at the end. */
export function normalizeArgs(args) {
  const callback = typeof args.at(-1) === 'function' ? args.at(-1) : null;
  const [first, second] = args;
  if (args.length === 0) return [{}, null];
  if (typeof first === 'object' && first !== null) return [first, callback];
  if (typeof first === 'string' && !isPort(first)) return [{ path: first }, callback];
  const options = { port: first };
  if (typeof second === 'string') options.host = second;
  return [options, callback];
}

/** Checks the options of a connection: its host and port. */
export function connectTarget(options) {
  if (options.path !== undefined && options.path !== null) throw noPaths(options.path);
  if (options.localAddress !== undefined || options.localPort !== undefined) {
    throw unsupported('localAddress and localPort', 'the host chooses the address that a connection comes from');
  }
  const { host = 'localhost', port } = options;
  if (port === undefined) {
    throw Object.assign(new TypeError('The "options" or "port" or "path" argument must be specified'), {
      code: 'ERR_MISSING_ARGS',
    });
  }
  if (typeof port !== 'number' && typeof port !== 'string') {
    throw invalidArgType('options.port', 'one of type number or string', port);
  }
  const number = validatePort(port);
  if (host !== null) validateString(host, 'options.host');
  if (options.lookup !== undefined && typeof options.lookup !== 'function') {
    throw invalidArgType('options.lookup', 'of type function', options.lookup);
  }
  return { host: host === null || host === '' ? 'localhost' : host, port: number };
}

/** listen([port[, host[, backlog]]]) and listen(options). */
export function listenTarget(args) {
  const [first, second] = args;
  if (first !== null && typeof first === 'object') {
    for (const name of ['fd', '_handle', 'handle']) {
      if (first[name] !== undefined) throw unsupported(`listening on a ${name}`, 'listen on a port');
    }
    if (first.port === undefined && first.path !== undefined) throw noPaths(first.path);
    if (first.port === undefined) throw invalidArgValue('options', first, 'must have the property "port" or "path"');
    return {
      port: validatePort(first.port ?? 0, 'options.port'),
      host: first.host || ANY_ADDRESS,
      signal: first.signal,
    };
  }
  if (typeof first === 'string' && !isPort(first)) throw noPaths(first);
  if (first !== undefined && first !== null && typeof first !== 'number' && typeof first !== 'string') {
    throw invalidArgValue('options', first);
  }
  const host = typeof second === 'string' && second !== '' ? second : ANY_ADDRESS;
  return { port: validatePort(first ?? 0, 'options.port'), host };
}

function isPort(text) {
  return text.trim() !== '' && Number(text) >= 0;
}

function noPaths(path) {
  return unsupported(`the Unix socket ${path}`, 'a sandbox has TCP only: use a host and a port');
}
