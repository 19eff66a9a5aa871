// Node's `path`, as on Unix. There are no Windows paths in a sandbox.
import path from 'path-browserify';
import { unsupported } from '../error.js';

export const {
  basename,
  delimiter,
  dirname,
  extname,
  format,
  isAbsolute,
  join,
  normalize,
  parse,
  relative,
  resolve,
  sep,
} = path;

/** Namespaces exist on Windows only. */
export function toNamespacedPath(name) {
  return name;
}

export { toNamespacedPath as _makeLong };

export function matchesGlob() {
  throw unsupported('path.matchesGlob', 'use a regular expression');
}

const posix = {
  _makeLong: toNamespacedPath,
  basename,
  delimiter,
  dirname,
  extname,
  format,
  isAbsolute,
  join,
  matchesGlob,
  normalize,
  parse,
  posix: undefined,
  relative,
  resolve,
  sep,
  toNamespacedPath,
  win32: null,
};
posix.posix = posix;
export const win32 = null;
export { posix };
export default posix;
