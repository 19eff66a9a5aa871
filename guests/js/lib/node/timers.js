// Node's `timers`.
import { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from '../web/timers.js';
import * as promises from './timers_promises.js';

const kPromisifyCustom = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(setTimeout, kPromisifyCustom, { get: () => promises.setTimeout, configurable: true });
Object.defineProperty(setImmediate, kPromisifyCustom, { get: () => promises.setImmediate, configurable: true });

export { clearImmediate, clearInterval, clearTimeout, promises, setImmediate, setInterval, setTimeout };
export default {
  clearImmediate,
  clearInterval,
  clearTimeout,
  promises: promises.default,
  setImmediate,
  setInterval,
  setTimeout,
};
