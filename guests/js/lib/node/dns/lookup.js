// Names to addresses, as the host's resolver answers.
import { codedError, unsupported } from '../../error.js';
import { native } from '../../native.js';
import { nextTick } from '../../tick.js';
import { invalidArgType, invalidArgValue, validateFunction } from '../errors.js';
import { isIP } from '../net/address.js';
import { lookupError } from '../net/errors.js';

/** Node's hints; the host's resolver takes none. */
export const ADDRCONFIG = 1024;
export const ALL = 256;
export const V4MAPPED = 2048;

const ORDERS = ['ipv4first', 'ipv6first', 'verbatim'];
let defaultOrder = 'verbatim';

export function setDefaultResultOrder(order) {
  if (!ORDERS.includes(order)) throw invalidArgValue('dnsOrder', order, `must be one of: ${ORDERS.join(', ')}`);
  defaultOrder = order;
}

export function getDefaultResultOrder() {
  return defaultOrder;
}

/**
 * lookup(hostname[, options], callback): `callback(error, address, family)`, or with `all` `callback(error, addresses)`.
 * @param {string} hostname
 */
export function lookup(hostname, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  const given = typeof options === 'function' || options === undefined || options === null ? {} : options;
  validateFunction(done, 'callback');
  const { all, family, order } = checkedOptions(given);
  if (hostname && typeof hostname !== 'string') throw invalidArgType('hostname', 'of type string', hostname);
  if (!hostname) {
    if (all) nextTick(done, null, []);
    else nextTick(done, null, null, family === 6 ? 6 : 4);
    return {};
  }
  const literal = isIP(hostname);
  if (literal !== 0) {
    if (all) nextTick(done, null, [{ address: hostname, family: literal }]);
    else nextTick(done, null, hostname, literal);
    return {};
  }
  native.dnsResolve(hostname, (error, addresses) => {
    if (error !== undefined) {
      done(lookupError(error, hostname));
      return;
    }
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    const wanted = inOrder(family === 0 ? found : found.filter((each) => each.family === family), order);
    if (wanted.length === 0) {
      const missing = codedError(Error, 'ENOTFOUND', `cannot resolve ${hostname}: it has no IPv${family} address`);
      done(lookupError(missing, hostname));
    } else if (all) {
      done(null, wanted);
    } else {
      done(null, wanted[0].address, wanted[0].family);
    }
  });
  return {};
}

/** resolve4 and resolve6: the addresses of one family. */
export function resolveFamily(hostname, family, syscall, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  const ttl = typeof options === 'object' && options !== null && Boolean(options.ttl);
  if (typeof hostname !== 'string') throw invalidArgType('name', 'of type string', hostname);
  validateFunction(done, 'callback');
  if (ttl) throw unsupported('the option ttl', "the system's resolver tells no times to live");
  native.dnsResolve(hostname, (error, addresses) => {
    if (error !== undefined) {
      done(Object.assign(lookupError(error, hostname), { syscall }));
      return;
    }
    const wanted = addresses.filter((address) => isIP(address) === family);
    if (wanted.length > 0) {
      done(null, wanted);
      return;
    }
    const missing = codedError(Error, 'ENODATA', `${syscall} ENODATA ${hostname}`);
    done(Object.assign(missing, { syscall, hostname }));
  });
  return {};
}

function checkedOptions(given) {
  if (typeof given === 'number') return { all: false, family: checkedFamily(given), order: defaultOrder };
  if (typeof given !== 'object') throw invalidArgType('options', 'one of type number or object', given);
  let order = defaultOrder;
  if (given.order !== undefined) {
    if (!ORDERS.includes(given.order)) throw invalidArgValue('options.order', given.order);
    order = given.order;
  } else if (given.verbatim !== undefined) {
    order = given.verbatim ? 'verbatim' : 'ipv4first';
  }
  return { all: Boolean(given.all), family: checkedFamily(given.family ?? 0), order };
}

function checkedFamily(family) {
  if (family === 'IPv4') return 4;
  if (family === 'IPv6') return 6;
  if (family === 0 || family === 4 || family === 6) return family;
  throw invalidArgValue('options.family', family, "must be one of: 0, 4, 6, 'IPv4', 'IPv6'");
}

function inOrder(found, order) {
  if (order === 'verbatim') return found;
  const first = order === 'ipv4first' ? 4 : 6;
  return [...found.filter(({ family }) => family === first), ...found.filter(({ family }) => family !== first)];
}
