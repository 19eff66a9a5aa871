// Node's `dns`.
import { ADDRCONFIG, ALL, V4MAPPED, getDefaultResultOrder, lookup, setDefaultResultOrder } from './dns/lookup.js';
import { promises } from './dns/promises.js';
import { Resolver, errorCodes, getServers, refusals, resolve, resolve4, resolve6 } from './dns/resolver.js';

export const dns = {
  ADDRCONFIG,
  ALL,
  Resolver,
  V4MAPPED,
  getDefaultResultOrder,
  getServers,
  lookup,
  promises,
  resolve,
  resolve4,
  resolve6,
  setDefaultResultOrder,
  ...refusals,
  ...errorCodes,
};
