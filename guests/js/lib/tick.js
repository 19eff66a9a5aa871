// The nextTick queue. It is run by the guest after each call's reply and before promise reactions, as Node does.
import { codedError } from './error.js';
import { native } from './native.js';

let queue = [];
let head = 0;
let requested = false;

/**
 * Queues `callback(...args)` to run before the next promise reaction.
 * @param {Function} callback
 */
export function nextTick(callback, ...args) {
  if (typeof callback !== 'function') {
    throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "callback" argument must be of type function');
  }
  tickMethod(callback, undefined, args.length === 0 ? undefined : args);
}

/** Queues `callback.apply(receiver, args)`: nextTick without a closure, for the library's own use. */
export function tickMethod(callback, receiver, args) {
  queue.push(callback, receiver, args);
  if (!requested) {
    requested = true;
    native.needTick();
  }
}

/** Runs the queue to its end. After an exception the rest stays queued and the next run goes on behind it. */
export function runTicks() {
  requested = true;
  try {
    while (head < queue.length) {
      const callback = queue[head];
      const receiver = queue[head + 1];
      const args = queue[head + 2];
      head += 3;
      if (args === undefined) callback.call(receiver);
      else callback.apply(receiver, args);
    }
  } finally {
    if (head < queue.length) {
      queue = queue.slice(head);
      native.needTick();
    } else {
      queue.length = 0;
      requested = false;
    }
    head = 0;
  }
}
