// Node's `module`.
import { unsupported } from '../error.js';
import { builtinNames, createRequire, isBuiltin } from '../require.js';

export { createRequire, isBuiltin };

/** The modules that are part of the runtime. Filled after all of them have been evaluated. */
export const builtinModules = builtinNames;

export function Module() {
  throw unsupported('new Module', 'use createRequire');
}

export function register() {
  throw unsupported('module.register', 'modules are resolved by the host');
}

export function syncBuiltinESMExports() {
  throw unsupported('module.syncBuiltinESMExports', 'change the object that require() gives');
}

export function findSourceMap() {
  return undefined;
}

Object.assign(Module, {
  Module,
  builtinModules,
  createRequire,
  findSourceMap,
  isBuiltin,
  register,
  syncBuiltinESMExports,
});

export default Module;
