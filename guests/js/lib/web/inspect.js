/**
 * How values are shown to people: Node's own `util.inspect` and `util.format`, extracted by the package node-inspect-extracted,
 * with what only the engine knows added: the state of promises.
 */

import inspector from 'node-inspect-extracted';
import { native } from '../native.js';

export const { format, formatWithOptions, inspect } = inspector;

Object.defineProperty(Promise.prototype, inspect.custom, {
  value: function inspectPromise(depth, options) {
    const details = this === Promise.prototype ? undefined : native.promiseState(this);
    if (details === undefined) return Object.prototype.toString.call(this);
    const [state, value] = details;
    if (state === 'pending') return `Promise { ${options.stylize('<pending>', 'special')} }`;
    const mark = state === 'rejected' ? `${options.stylize('<rejected>', 'special')} ` : '';
    if (depth < 0) return options.stylize('[Promise]', 'special');
    const shown = inspect(value, { ...options, depth: options.depth === null ? null : options.depth - 1 });
    return shown.includes('\n')
      ? `Promise {\n  ${mark}${shown.replaceAll('\n', '\n  ')}\n}`
      : `Promise { ${mark}${shown} }`;
  },
  writable: true,
  configurable: true,
});
