import { abortReason, addAbortAlgorithm, removeAbortAlgorithm } from './web/abort.js';
import { native } from './native.js';

/**
 * Makes a promise of an asynchronous native function: `await call(native.sleep, 5)`. The promise settles with the first
 * value the function reports.
 */
export function call(operation, ...args) {
  return new Promise((resolve, reject) => {
    operation(...args, (error, value) => {
      if (error === undefined) resolve(value);
      else reject(error);
    });
  });
}

/**
 * As `call`, given up when `signal` aborts: the native call is cancelled and the promise rejects with the signal's
 * reason. An absent signal makes it the same as `call`.
 */
export function callWithSignal(signal, operation, ...args) {
  if (signal === undefined || signal === null) return call(operation, ...args);
  if (signal.aborted) return Promise.reject(abortReason(signal));
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      native.cancel(id);
      reject(abortReason(signal));
    };
    const id = operation(...args, (error, value) => {
      removeAbortAlgorithm(signal, onAbort);
      if (error === undefined) resolve(value);
      else reject(error);
    });
    addAbortAlgorithm(signal, onAbort);
  });
}
