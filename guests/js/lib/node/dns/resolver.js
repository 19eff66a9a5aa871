// The functions that Node's `dns` has beside lookup(), and its Resolver.
import { unsupported } from '../../error.js';
import { invalidArgType, invalidArgValue } from '../errors.js';
import { resolveFamily } from './lookup.js';

/** Kinds of records that the system's resolver, which knows addresses only, has no answer to. */
const OTHER_RECORDS = ['ANY', 'CAA', 'CNAME', 'MX', 'NAPTR', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'];

const INSTEAD = "the system's resolver answers with addresses only: use lookup() or a DNS over HTTPS service";

export function resolve4(hostname, options, callback) {
  return resolveFamily(hostname, 4, 'queryA', options, callback);
}

export function resolve6(hostname, options, callback) {
  return resolveFamily(hostname, 6, 'queryAaaa', options, callback);
}

/** resolve(hostname[, rrtype], callback) for `A`, the default, and `AAAA`. */
export function resolve(hostname, rrtype, callback) {
  const kind = typeof rrtype === 'function' ? 'A' : (rrtype ?? 'A');
  const done = typeof rrtype === 'function' ? rrtype : callback;
  if (typeof kind !== 'string') throw invalidArgType('rrtype', 'of type string', kind);
  if (kind === 'A') return resolve4(hostname, done);
  if (kind === 'AAAA') return resolve6(hostname, done);
  if (OTHER_RECORDS.includes(kind)) throw unsupported(`resolving ${kind} records`, INSTEAD);
  throw invalidArgValue('rrtype', kind);
}

function refuse(name) {
  const refused = () => {
    throw unsupported(`dns.${name}`, INSTEAD);
  };
  Object.defineProperty(refused, 'name', { value: name });
  return refused;
}

const titles = OTHER_RECORDS.map((kind) => kind[0] + kind.slice(1).toLowerCase());

/** `resolveMx` and its like, `reverse`, `lookupService`, `setServers`. */
export const refusals = Object.fromEntries(
  [...titles.map((title) => `resolve${title}`), 'reverse', 'lookupService', 'setServers'].map((name) => [
    name,
    refuse(name),
  ]),
);

/** The host decides whom to ask. */
export function getServers() {
  return [];
}

/** Node's error codes, as constants. */
export const errorCodes = Object.fromEntries([
  ['NODATA', 'ENODATA'],
  ['FORMERR', 'EFORMERR'],
  ['SERVFAIL', 'ESERVFAIL'],
  ['NOTFOUND', 'ENOTFOUND'],
  ['NOTIMP', 'ENOTIMP'],
  ['REFUSED', 'EREFUSED'],
  ['BADQUERY', 'EBADQUERY'],
  ['BADNAME', 'EBADNAME'],
  ['BADFAMILY', 'EBADFAMILY'],
  ['BADRESP', 'EBADRESP'],
  ['CONNREFUSED', 'ECONNREFUSED'],
  ['TIMEOUT', 'ETIMEOUT'],
  ['EOF', 'EOF'],
  ['FILE', 'EFILE'],
  ['NOMEM', 'ENOMEM'],
  ['DESTRUCTION', 'EDESTRUCTION'],
  ['BADSTR', 'EBADSTR'],
  ['BADFLAGS', 'EBADFLAGS'],
  ['NONAME', 'ENONAME'],
  ['BADHINTS', 'EBADHINTS'],
  ['NOTINITIALIZED', 'ENOTINITIALIZED'],
  ['LOADIPHLPAPI', 'ELOADIPHLPAPI'],
  ['ADDRGETNETWORKPARAMS', 'EADDRGETNETWORKPARAMS'],
  ['CANCELLED', 'ECANCELLED'],
]);

/** Answers as the functions of the module do. */
export class Resolver {
  cancel() {}

  setLocalAddress() {}
}
Object.assign(Resolver.prototype, { resolve, resolve4, resolve6, getServers, ...refusals });
