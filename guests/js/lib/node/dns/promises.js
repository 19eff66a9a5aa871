// Node's `dns/promises`.
import { getDefaultResultOrder, lookup as lookupBy, setDefaultResultOrder } from './lookup.js';
import {
  Resolver as CallbackResolver,
  errorCodes,
  getServers,
  refusals,
  resolve as resolveBy,
  resolve4 as resolve4By,
  resolve6 as resolve6By,
} from './resolver.js';

function promised(start) {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value)));
  });
}

/** @returns {Promise<{ address: string, family: 4 | 6 } | Array<{ address: string, family: 4 | 6 }>>} */
export function lookup(hostname, options) {
  return new Promise((resolve, reject) => {
    lookupBy(hostname, options ?? {}, (error, found, family) => {
      if (error) reject(error);
      else resolve(Array.isArray(found) ? found : { address: found, family });
    });
  });
}

export const resolve = (hostname, rrtype) => promised((done) => resolveBy(hostname, rrtype ?? 'A', done));
export const resolve4 = (hostname, options) => promised((done) => resolve4By(hostname, options ?? {}, done));
export const resolve6 = (hostname, options) => promised((done) => resolve6By(hostname, options ?? {}, done));

export class Resolver extends CallbackResolver {}
Object.assign(Resolver.prototype, { resolve, resolve4, resolve6 });

const rejecting = Object.fromEntries(
  Object.entries(refusals).map(([name, refuse]) => [name, name === 'setServers' ? refuse : async () => refuse()]),
);

export const promises = {
  Resolver,
  getDefaultResultOrder,
  getServers,
  lookup,
  resolve,
  resolve4,
  resolve6,
  setDefaultResultOrder,
  ...rejecting,
  ...errorCodes,
};
