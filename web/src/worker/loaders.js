// Loaders: ES modules of the page's that know how to make a script's module of something that is none.
import { ModuleKind } from '../shared/abi.js';
import { hostStub } from './host_stub.js';
import { kindOf } from './kind.js';
import { pinned } from './module_fetcher.js';

/** Modules that loaders are asked to load until they are cleared. */
const MOST_MODULES = 2048;

/**
 * An import, as a loader sees it: what the script wrote, the name of the module that wrote it, and the address that it stands
 * for, if it stands for one, with the SHA-256 that it is pinned to, if it is.
 *
 * @typedef {{ specifier: string, referrer: string, url?: string, pin?: string, language: 'javascript' | 'python' }} Imported
 *
 * @typedef {object} LoaderContext
 * @property {(address?: string) => Promise<Uint8Array>} fetch the bytes at an address, the module's own unless given, under the
 *   rules of the worker and with its cache
 *
 * @typedef {object} Loader
 * @property {(module: Imported) => boolean | Promise<boolean>} match whether it loads the module
 * @property {(module: Imported, context: LoaderContext) => any} load a text in the script's language, or an object of functions;
 *   or a promise of one
 */

export class Loaders {
  #loaders;
  #language;
  /** @type {Map<string, Promise<import('./module_fetcher.js').Fetched | undefined>>} */
  #asked = new Map();
  /** @type {Map<string, import('./module_fetcher.js').Fetched>} */
  #settled = new Map();
  /** Functions of the modules that are made of such, by module. @type {Map<string, Record<string, Function>>} */
  #functions = new Map();

  /** @param {Loader[]} loaders @param {'javascript' | 'python'} language */
  constructor(loaders, language) {
    this.#loaders = loaders;
    this.#language = language;
  }

  /**
   * @param {string[]} addresses absolute ones, of modules that export `match` and `load`, or an object of both as their default
   * @param {'javascript' | 'python'} language of the programs
   */
  static async import(addresses, language) {
    return new Loaders(await Promise.all(addresses.map(importLoader)), language);
  }

  /** Forgets what was loaded. A program that runs keeps the functions that it has. */
  clear() {
    this.#asked.clear();
    this.#settled.clear();
  }

  /**
   * Lets the first loader that matches load a module.
   *
   * @param {string} specifier
   * @param {string} referrer
   * @param {import('./module_fetcher.js').Target | undefined} target
   * @param {(address?: string) => Promise<Uint8Array>} fetch
   * @returns {Promise<import('./module_fetcher.js').Fetched | undefined>} nothing if no loader matches
   */
  prefetch(specifier, referrer, target, fetch) {
    const key = keyOf(specifier, target);
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    if (this.#loaders.length === 0 || this.#asked.size >= MOST_MODULES) return Promise.resolve(undefined);
    const module = Object.freeze({ specifier, referrer, url: target?.url, pin: target?.pin, language: this.#language });
    const answer = this.#load(module, key, fetch).then((fetched) => {
      if (fetched !== undefined) this.#settled.set(key, fetched);
      return fetched;
    });
    this.#asked.set(key, answer);
    return answer;
  }

  /** What a loader made of a module. @param {string} specifier @param {import('./module_fetcher.js').Target | undefined} target */
  settled(specifier, target) {
    return this.#settled.get(keyOf(specifier, target));
  }

  /** Calls a function of a loaded module. @returns {{ value: any } | undefined} nothing if there is no such module */
  call({ module, function: name, arguments: args }) {
    const functions = this.#functions.get(module);
    if (functions === undefined) return undefined;
    if (!Object.hasOwn(functions, name)) throw new TypeError(`the module \`${module}\` has no function \`${name}\``);
    return { value: functions[name](...args) };
  }

  async #load(module, key, fetch) {
    const { specifier } = module;
    try {
      const loader = await first(this.#loaders, (candidate) => candidate.match(module));
      if (loader === undefined) return undefined;
      const loaded = await loader.load(module, Object.freeze({ fetch }));
      if (typeof loaded === 'string') return { found: this.#text(module, loaded) };
      if (typeof loaded === 'object' && loaded !== null) return { found: this.#handlers(key, loaded) };
      return { sentence: `'${specifier}' failed to load: its loader gave neither a text nor an object of functions` };
    } catch (error) {
      return { sentence: `'${specifier}' failed to load: ${error?.message ?? error}` };
    }
  }

  #text({ specifier, referrer, url }, source) {
    const base = URL.canParse(referrer) ? referrer : undefined;
    const name = url ?? (URL.canParse(specifier, base) ? new URL(specifier, base).href : specifier);
    const kind = this.#language === 'python' ? ModuleKind.python : kindOf('loaded.js', source);
    return { name, kind, source };
  }

  #handlers(key, loaded) {
    const functions = Object.fromEntries(Object.entries(loaded).filter(([, value]) => typeof value === 'function'));
    this.#functions.set(key, functions);
    return hostStub(this.#language, key, Object.keys(functions));
  }
}

async function importLoader(address) {
  let namespace;
  try {
    namespace = await import(address);
  } catch (error) {
    throw new Error(`cannot import the loader ${address}: ${error.message}`);
  }
  const loader = namespace.default ?? namespace;
  for (const name of ['match', 'load']) {
    if (typeof loader[name] !== 'function') throw new TypeError(`the loader ${address} exports no function \`${name}\``);
  }
  return loader;
}

async function first(candidates, isWanted) {
  for (const candidate of candidates) {
    if (await isWanted(candidate)) return candidate;
  }
  return undefined;
}

function keyOf(specifier, target) {
  return target === undefined ? specifier : pinned(target);
}
