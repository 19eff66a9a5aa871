import { native } from '../native.js';
import { required } from './webidl.js';

/** https://html.spec.whatwg.org/#dom-queuemicrotask */
export function queueMicrotask(callback) {
  if (typeof callback !== 'function') throw new TypeError('queueMicrotask: the callback is not a function.');
  native.enqueueMicrotask(callback);
}

/**
 * https://html.spec.whatwg.org/#dom-reporterror
 * The error becomes an uncaught exception of the script, without unwinding the caller.
 */
export function reportError(error) {
  required(arguments.length, 1, 'reportError');
  reportException(error);
}

/** Reports what a listener or callback threw, so that the ones after it still run. */
export function reportException(error) {
  native.enqueueMicrotask(() => {
    throw error;
  });
}
