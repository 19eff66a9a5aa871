import { native } from '../native.js';

let origin;

/**
 * The moment, in milliseconds since the Unix epoch, from which this script's `performance.now()` counts. It is taken when
 * first asked for, because the library is evaluated long before a script starts.
 */
export function timeOrigin() {
  if (origin === undefined) origin = native.clock();
  return origin;
}

/** Milliseconds since the time origin. */
export function now() {
  if (origin === undefined) origin = native.clock();
  return native.clock() - origin;
}
