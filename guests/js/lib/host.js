// What a module of the host's is made of, as a script imports it, and the events that the host sends.
import { call as callNative } from './call.js';
import { native } from './native.js';

/** Events that came and were not received. */
const events = [];
/** The call that waits for more. */
let receiving;

/**
 * Calls a function of a host module.
 *
 * @param {string} module
 * @param {string} name
 * @param {...any} values
 * @returns {Promise<any>}
 */
export function call(module, name, ...values) {
  return callNative(native.hostCall, `${module}`, `${name}`, values);
}

/**
 * The next event that the host has for the script, a text.
 *
 * @returns {Promise<string>}
 */
export async function receive() {
  while (events.length === 0) {
    receiving ??= callNative(native.hostReceive).then(
      (texts) => {
        receiving = undefined;
        events.push(...texts);
      },
      (error) => {
        receiving = undefined;
        throw error;
      },
    );
    await receiving;
  }
  return events.shift();
}
