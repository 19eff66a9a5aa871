// The globals of Node and of the original runtime, beside those of the web platform.
import { native } from '../native.js';
import { nextTick } from '../tick.js';
import { setTimeout } from '../web/timers.js';
import { Buffer } from './buffer.js';
import { exit, process } from './process.js';
import { invalidArgType } from './errors.js';

export function installNodeGlobals() {
  define('global', globalThis);
  define('process', process);
  define('Buffer', Buffer);
  define('print', print);
  define('nextTick', nextTick);
  define('exit', exit);
  define('sleep', sleep);
  define('env', process.env);
  defineArgs();
}

function define(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

/** `args`, the arguments with the script's file first: computed on first use, and an ordinary variable from then on. */
function defineArgs() {
  Object.defineProperty(globalThis, 'args', {
    configurable: true,
    enumerable: false,
    get() {
      const value = process.argv.slice(1);
      define('args', value);
      return value;
    },
    set(value) {
      define('args', value);
    },
  });
}

/** Writes its arguments as strings, joined by spaces, and a newline to standard output. */
function print(...values) {
  native.write(1, `${values.map(String).join(' ')}\n`);
}

/**
 * Calls `callback(...args)` after so many milliseconds.
 * @returns {Promise<unknown>} what the callback returns
 */
function sleep(callback, milliseconds, ...args) {
  if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback);
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  }).then(() => callback(...args));
}
