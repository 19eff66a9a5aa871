// CommonJS. The host finds and reads files; this file compiles them, keeps them, and lets them require each other.
import { codedError } from './error.js';
import { native } from './native.js';

/** Names of the built-in modules, without `node:`. Filled by setBuiltins(), so that it can be exported before. */
export const builtinNames = [];

let builtins = {};

/** @param {Record<string, object>} modules name to the object whose keys are the module's exports */
export function setBuiltins(modules) {
  builtins = modules;
  builtinNames.push(...Object.keys(modules));
}

export function isBuiltin(name) {
  return builtinName(name) !== undefined;
}

function builtinName(specifier) {
  const name = specifier.startsWith('node:') ? specifier.slice(5) : specifier;
  return Object.hasOwn(builtins, name) ? name : undefined;
}

/** What `require` of a built-in module gives: its default export, which is the object Node gives. */
function builtinExports(name) {
  const namespace = builtins[name];
  return 'default' in namespace ? namespace.default : namespace;
}

/** Built-in modules that give way to a package of the same name in `node_modules`; see src/loader.rs. */
const REPLACEABLE = new Set(['ws']);

/** Modules by the name the host gave them, as `require.cache`. */
const cache = Object.create(null);

/** What a specifier meant to a referrer, so that requiring a loaded module again does not ask the host. */
const resolved = new Map();

/** The module of the main file, when that is CommonJS. */
let mainModule;

export class CommonJsModule {
  exports = {};
  loaded = false;
  children = [];
  paths = [];

  /** @param {string} name the name the host gave the file @param {CommonJsModule} [parent] */
  constructor(name, parent) {
    this.id = name;
    this.filename = name;
    this.path = directoryOf(name);
    Object.defineProperty(this, 'parent', { value: parent, writable: true, configurable: true });
    parent?.children.push(this);
    this.require = makeRequire(name, this);
  }
}

function directoryOf(name) {
  const slash = name.lastIndexOf('/');
  if (slash < 0) return '.';
  return slash === 0 ? '/' : name.slice(0, slash);
}

/** The `require` of the file `referrer`. */
function makeRequire(referrer, module) {
  function require(specifier) {
    return requireFrom(specifier, referrer, module);
  }
  require.resolve = function resolve(specifier) {
    checkSpecifier(specifier);
    const isInstalled = REPLACEABLE.has(specifier) && installed(specifier, referrer) !== undefined;
    if (isBuiltin(specifier) && !isInstalled) return specifier;
    return native.requireModule(specifier, referrer).name;
  };
  require.resolve.paths = () => null;
  require.cache = cache;
  require.main = mainModule;
  return require;
}

/** module.createRequire: a path, or a file URL as string or URL. */
export function createRequire(filename) {
  const text = filename instanceof URL ? filename.href : filename;
  if (typeof text !== 'string' || text === '') {
    throw codedError(
      TypeError,
      'ERR_INVALID_ARG_VALUE',
      "The argument 'filename' must be a file URL object, file URL string, or absolute path string",
    );
  }
  const name = text.startsWith('file:') ? decodeURIComponent(new URL(text).pathname) : text;
  return makeRequire(name, undefined);
}

function checkSpecifier(specifier) {
  if (typeof specifier !== 'string') {
    throw codedError(
      TypeError,
      'ERR_INVALID_ARG_TYPE',
      `The "id" argument must be of type string. Received ${typeof specifier}`,
    );
  }
  if (specifier === '') {
    throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'id' must be a non-empty string. Received ''");
  }
}

/** The module that the host finds for a specifier, if it finds one. */
function installed(specifier, referrer) {
  try {
    return native.requireModule(specifier, referrer);
  } catch {
    return undefined;
  }
}

/** Loads what `specifier` means to the file `referrer`. @param {CommonJsModule} [parent] */
export function requireFrom(specifier, referrer, parent) {
  checkSpecifier(specifier);
  const builtin = builtinName(specifier);
  if (builtin !== undefined) {
    const isInstalled = REPLACEABLE.has(specifier) && installed(specifier, referrer) !== undefined;
    if (!isInstalled) return builtinExports(builtin);
  }
  if (specifier.startsWith('node:')) {
    throw codedError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
  }
  const question = `${referrer}\0${specifier}`;
  // A module that is still being evaluated gives what it has exported so far: that is how cycles resolve.
  const loaded = cache[resolved.get(question)];
  if (loaded !== undefined) return loaded.exports;
  const { name, kind, source } = native.requireModule(specifier, referrer);
  resolved.set(question, name);
  const known = cache[name];
  if (known !== undefined) return known.exports;
  if (kind === 'module') return exportsOfModule(native.importNamespace(name, source));
  const module = new CommonJsModule(name, parent);
  cache[name] = module;
  let complete = false;
  try {
    if (kind === 'json') module.exports = parseJson(name, source);
    else evaluate(module, source);
    complete = true;
  } finally {
    if (!complete) delete cache[name];
  }
  module.loaded = true;
  return module.exports;
}

/** An ES module may say what require() gives of it, as in Node, by exporting the name `module.exports`. */
function exportsOfModule(namespace) {
  return 'module.exports' in namespace ? namespace['module.exports'] : namespace;
}

function evaluate(module, source) {
  const wrapper = native.compileCommonJs(module.filename, source);
  wrapper.call(module.exports, module.exports, module.require, module, module.filename, module.path);
}

function parseJson(name, source) {
  try {
    return JSON.parse(source.startsWith('\ufeff') ? source.slice(1) : source);
  } catch (error) {
    error.message = `${name}: ${error.message}`;
    throw error;
  }
}

/** Runs the main file as CommonJS. */
export function runMainCommonJs(file, source) {
  const { url } = native.start;
  const name = url.startsWith('file:') ? decodeURIComponent(new URL(url).pathname) : file;
  const module = new CommonJsModule(name, undefined);
  module.id = '.';
  mainModule = module;
  module.require.main = module;
  cache[name] = module;
  evaluate(module, source);
  module.loaded = true;
}
