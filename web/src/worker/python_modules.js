// Where Python's `import` finds modules, by the rules of docs/python-imports.md with addresses in place of paths.
import { ModuleKind } from '../shared/abi.js';
import { isHostStub } from './host_stub.js';
import { pythonImportsOf, pythonNamesOf } from './imports.js';
import { pinOf, targetAt } from './module_fetcher.js';
import { hintOf } from './scheme_hint.js';

/** Addresses that one program asks servers for. */
const MOST_REQUESTS = 2048;
/** What lies there is a part of the guest. */
const BUILT_IN = 'https://cdn.edgepython.com/std/';

/**
 * The addresses that a module may have, the likeliest first.
 *
 * @typedef {{ path: string, targets: import('./module_fetcher.js').Target[] }} Place `path` is that of the folder that it is, if it
 *   is a package
 */

export class PythonModules {
  #fetcher;
  #loaders;
  #hostModules;
  #imports;
  #manifest;
  #findsUndeclared;
  #base = '';
  /** @type {Set<string> | undefined} */
  #known;
  /** What the program has asked for. */
  #asked = new Set();
  /** Modules whose imports were looked at. */
  #visited = new Set();
  /** Imports that were found in sources. @type {Map<string, { specifier: string, referrer: string }>} */
  #seen = new Map();

  /**
   * @param {import('./modules.js').Sources} sources
   * @param {{ imports: Record<string, string>, manifest?: string, defaults: boolean }} names names to absolute addresses, the
   *   `packages.json` that they are from, and whether other names are looked for beside the program
   */
  constructor({ fetcher, loaders, hostModules }, { imports, manifest, defaults }) {
    this.#fetcher = fetcher;
    this.#loaders = loaders;
    this.#hostModules = hostModules;
    this.#imports = imports;
    this.#manifest = manifest;
    this.#findsUndeclared = defaults;
  }

  /**
   * Fetches what a program at the address `base` imports, and what that imports.
   *
   * @param {string} source
   * @param {string} base
   * @param {() => Promise<Set<string>>} known names of modules that no server is asked for
   */
  async prefetch(source, base, known) {
    this.#base = base;
    this.#asked.clear();
    this.#visited.clear();
    this.#seen.clear();
    this.#known = source.includes('import') ? await known() : undefined;
    await this.#fetchAll(pythonImportsOf(source), base);
  }

  /** Answers a guest's `load`: a name without dots, a path, or a URL. */
  load({ specifier, referrer }) {
    if (isName(specifier)) return this.#loadName(specifier, referrer);
    const url = this.#address(specifier, referrer);
    if (url === undefined) return { notFound: `no module at '${specifier}': it is no address` };
    const loaded = this.#loaded(specifier, url);
    if (loaded !== undefined) return loaded;
    const wrong = objection(specifier, url);
    if (wrong !== undefined) return { notFound: wrong };
    const missing = { notFound: `no module at '${specifier}': ${bare(url)} is not there${hintOf(specifier, url.href)}` };
    return this.#answer(specifier, this.#place(url, false)) ?? missing;
  }

  /** Imports that were found in sources, as a guest asks for them. */
  get imported() {
    return [...this.#seen.values()];
  }

  #loadName(name, referrer) {
    const alias = this.#alias(name);
    if (alias !== undefined) {
      if (alias.href.startsWith(BUILT_IN) || alias.origin !== originOf(this.#base)) return { elsewhere: alias.href };
      const loaded = this.#loaded(name, alias);
      if (loaded !== undefined) return loaded;
      const wrong = objection(alias.href, alias);
      if (wrong !== undefined) return { notFound: wrong };
      return this.#answer(name, this.#place(alias, true)) ?? { notFound: `no module '${name}': ${bare(alias)} is not there` };
    }
    // The guest has one of its own; only a denial keeps it from that.
    if (name === 'network' && !this.#findsUndeclared) return { denied: this.#undeclared(name) };
    // Python says by itself that there is none.
    if (this.#known?.has(name) ?? true) return { notFound: '' };
    const loaded = this.#loaded(name, undefined);
    if (loaded !== undefined) return loaded;
    if (!this.#findsUndeclared) return { notFound: this.#undeclared(name) };
    const answer = this.#answer(name, this.#place(new URL(name, this.#base), false));
    if (answer !== undefined && (answer.notFound === undefined || !isOfLibrary(referrer))) return answer;
    return { notFound: this.#manifest === undefined ? '' : this.#undeclared(name) };
  }

  #undeclared(name) {
    if (this.#manifest !== undefined) return `alias '${name}' not declared in '${this.#manifest}'`;
    return `no module '${name}': with \`defaults: false\` a name has to be declared, by imports, packages, mainThreadModules or hostModules`;
  }

  #loaded(specifier, url) {
    const loaded = this.#loaders.settled(specifier, url && targetAt(url, this.#base, false));
    return loaded?.sentence === undefined ? loaded : { notFound: loaded.sentence };
  }

  /** @returns what came of the requests for a module; nothing when it is nowhere */
  #answer(specifier, { path, targets }) {
    const all = targets.map((target) => this.#fetcher.settled(target)).filter((fetched) => fetched !== undefined);
    const found = all.filter((fetched) => fetched.found !== undefined);
    // A package comes before a module of the same name.
    if (found.length > 0) return found.find(({ found: { name } }) => name.endsWith('/__init__.py')) ?? found[0];
    const denied = all.find((fetched) => fetched.denied !== undefined)?.denied;
    if (denied !== undefined) return { denied: `could not fetch module '${specifier}': ${denied}` };
    // Servers do not tell of folders: one is there if something is in it.
    if (this.#fetcher.hasBelow(`${path}/`)) return { found: { name: `${path}/`, kind: ModuleKind.python, source: '' } };
    const failure = all.find((fetched) => !fetched.isAbsent);
    if (failure !== undefined) return { notFound: failure.sentence ?? `could not fetch module '${specifier}': ${failure.reason}` };
    if (all.length > 0) return undefined;
    const why = this.#asked.size >= MOST_REQUESTS ? `the program needs more than ${MOST_REQUESTS} requests` : 'its name is computed while it runs';
    return { notFound: `'${specifier}' was not fetched before the program began: ${why}` };
  }

  async #fetchAll(imports, referrer) {
    await Promise.all(imports.map(({ module, names }) => this.#fetchImport(module, names, referrer)));
  }

  async #fetchImport(module, names, referrer) {
    let folder;
    let source = '';
    let parts = [];
    const relative = /^(\.+)(.*)$/.exec(module);
    const next = async (place, isPackage) => ({ folder, source } = await this.#fetchPlace(place, isPackage));
    if (isName(module)) {
      parts = (relative?.[2] ?? module).split('.').filter((part) => part !== '');
      if (relative !== null) {
        folder = new URL(`./${'../'.repeat(relative[1].length - 1)}`, referrer).href.replace(/\/$/, '');
      } else {
        const first = parts.shift();
        if (this.#hostModules.has(first)) return this.#fetchHostModule(first, referrer);
        const alias = this.#alias(first);
        if (alias?.href.startsWith(BUILT_IN) || (alias === undefined && this.#known.has(first))) return;
        if (await this.#load(first, referrer, alias, alias !== undefined)) return;
        if (alias === undefined && !this.#findsUndeclared) return;
        await next(this.#place(alias ?? new URL(first, this.#base), alias !== undefined), parts.length > 0);
      }
    } else {
      const url = this.#address(module, referrer);
      if (url === undefined || url.href.startsWith(BUILT_IN)) return;
      if ((await this.#load(module, referrer, url, false)) || objection(module, url) !== undefined) return;
      await next(this.#place(url, false), false);
    }
    while (folder !== undefined && parts.length > 0) await next(this.#inside(folder, parts.shift()), parts.length > 0);
    if (folder === undefined) return;
    // What is imported from a package may be a module of it.
    const wanted = names.includes('*') ? [...names, ...pythonNamesOf(source)] : names;
    const submodules = new Set(wanted.filter((name) => name !== '*' && !name.startsWith('__')));
    await Promise.all([...submodules].map((name) => this.#fetchPlace(this.#inside(folder, name), false)));
  }

  #note(specifier, referrer) {
    if (this.#seen.size < MOST_REQUESTS) this.#seen.set(`${specifier} ${referrer}`, { specifier, referrer });
  }

  #fetchHostModule(name, referrer) {
    this.#note(name, referrer);
    return this.#hostModules.prefetch(name);
  }

  /**
   * Lets a loader have it, if one wants it.
   *
   * @param {URL | undefined} url what the specifier stands for
   */
  async #load(specifier, referrer, url, isNamed) {
    const target = url && targetAt(url, this.#base, isNamed);
    this.#note(specifier, referrer);
    const loaded = await this.#loaders.prefetch(specifier, referrer, target, this.#fetcher.reader(target, this.#base));
    if (loaded?.found !== undefined) await this.#visit(loaded.found);
    return loaded !== undefined;
  }

  /** Fetches what a module imports. */
  async #visit({ name, source }) {
    if (this.#visited.has(name) || isHostStub(name)) return;
    this.#visited.add(name);
    await this.#fetchAll(pythonImportsOf(source), name);
  }

  /**
   * Fetches a module, and what it imports.
   *
   * @param {Place} place
   * @param {boolean} isPackage whether something in it is imported
   * @returns {Promise<{ folder?: string, source: string }>} the folder, if it is or may be a package
   */
  async #fetchPlace({ path, targets }, isPackage) {
    for (const target of isPackage ? targets.toReversed() : targets) {
      if (this.#asked.size >= MOST_REQUESTS) break;
      this.#asked.add(target.url);
      const { found } = await this.#fetcher.fetch(target);
      if (found === undefined) continue;
      await this.#visit(found);
      const folder = found.name.endsWith('/__init__.py') ? new URL('.', found.name).href.replace(/\/$/, '') : undefined;
      return { folder, source: found.source };
    }
    return { folder: targets.length > 1 ? path : undefined, source: '' };
  }

  /** The address that the page gave a name. */
  #alias(name) {
    return Object.hasOwn(this.#imports, name) ? new URL(this.#imports[name]) : undefined;
  }

  /** @returns {URL | undefined} what a path or URL stands for, seen from a module */
  #address(specifier, referrer) {
    const base = URL.canParse(referrer) ? referrer : this.#base;
    return URL.canParse(specifier, base) ? new URL(specifier, base) : undefined;
  }

  /** @returns {Place} of a module in a package */
  #inside(folder, name) {
    return this.#place(new URL(`${folder}/${name}`), false);
  }

  /** @returns {Place} */
  #place(url, isNamed) {
    const path = url.pathname.replace(/\/+$/, '');
    const at = (ending) => {
      const address = new URL(url);
      address.pathname = path + ending;
      return targetAt(address, this.#base, isNamed);
    };
    // An address of another server is meant as it is written.
    const asWritten = url.origin === originOf(this.#base) ? [] : [''];
    const endings = /\.\w+$/.test(path) ? [''] : [...asWritten, '.py', '/__init__.py'];
    return { path: url.origin + path, targets: endings.map(at) };
  }
}

/** Whether a specifier is a name rather than a path or a URL. */
function isName(specifier) {
  return !/[/\\:]/.test(specifier);
}

/** Whether a module is one of the library, which imports much that need not be there. */
function isOfLibrary(referrer) {
  return /^<.*>$/.test(referrer);
}

/** Why nothing can be imported from an address. */
function objection(specifier, url) {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `no module at '${specifier}': modules are imported by name, by path or from http and https URLs, not from '${url.protocol}'`;
  }
  if (url.pathname.endsWith('.wasm')) {
    return `could not fetch module '${specifier}': WebAssembly modules are not supported; json, re, math and struct are built in`;
  }
  if (url.hash === '' || pinOf(url.hash) !== undefined) return undefined;
  return `unrecognized integrity fragment '${url.hash}' of '${bare(url)}': write #sha256- and 64 hexadecimal digits`;
}

function bare(url) {
  return url.href.slice(0, url.href.length - url.hash.length);
}

function originOf(address) {
  return new URL(address).origin;
}
