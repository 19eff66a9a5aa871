// Node's `timers/promises`.
import * as timers from '../web/timers.js';
import { abortError, validateAbortSignal, validateObject } from './errors.js';

/** Resolves with `value` after `delay` milliseconds. */
export function setTimeout(delay, value, options = {}) {
  return settled(options, value, (callback) => {
    const timer = timers.setTimeout(callback, delay);
    return { timer, clear: () => timers.clearTimeout(timer) };
  });
}

/** Resolves with `value` in the next turn. */
export function setImmediate(value, options = {}) {
  return settled(options, value, (callback) => {
    const timer = timers.setImmediate(callback);
    return { timer, clear: () => timers.clearImmediate(timer) };
  });
}

async function settled(options, value, start) {
  validateObject(options, 'options');
  const { signal, ref } = options;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw abortError(signal);
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clear();
      reject(abortError(signal));
    };
    const { timer, clear } = start(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve(value);
    });
    if (ref === false) timer.unref();
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Yields `value` every `delay` milliseconds; a consumer that is late gets the missed ones at once. */
export async function* setInterval(delay, value, options = {}) {
  validateObject(options, 'options');
  const { signal, ref } = options;
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw abortError(signal);
  let due = 0;
  let wake;
  const onAbort = () => wake?.();
  const timer = timers.setInterval(() => {
    due += 1;
    wake?.();
  }, delay);
  if (ref === false) timer.unref();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for (;;) {
      if (signal?.aborted) throw abortError(signal);
      if (due === 0) {
        await new Promise((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
      for (; due > 0; due -= 1) yield value;
    }
  } finally {
    timers.clearInterval(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

export const scheduler = {
  wait: (delay, options) => setTimeout(delay, undefined, options),
  yield: () => setImmediate(),
};

export default { scheduler, setImmediate, setInterval, setTimeout };
