// Where JavaScript's `import` and `require` find modules: by address, or by a name that the page gave one.
import { isHostStub } from './host_stub.js';
import { javascriptImportsOf } from './imports.js';
import { targetAt } from './module_fetcher.js';
import { hintOf } from './scheme_hint.js';

/** Modules that one program fetches. */
const MOST_MODULES = 512;

export class JavaScriptModules {
  #fetcher;
  #loaders;
  #hostModules;
  #imports;
  #base = '';
  /** Imports that were found in sources. @type {Map<string, { specifier: string, referrer: string }>} */
  #seen = new Map();

  /**
   * @param {import('./modules.js').Sources} sources
   * @param {{ imports: Record<string, string> }} names names to absolute addresses
   */
  constructor({ fetcher, loaders, hostModules }, { imports }) {
    this.#fetcher = fetcher;
    this.#loaders = loaders;
    this.#hostModules = hostModules;
    this.#imports = imports;
  }

  /**
   * Fetches what a program at the address `base` imports, and what that imports.
   *
   * @param {string} source
   * @param {string} base
   */
  async prefetch(source, base) {
    this.#base = base;
    this.#seen.clear();
    await this.#visit(source, base);
  }

  /** Answers a guest's `load`. */
  load({ specifier, referrer }) {
    const target = this.#target(specifier, referrer);
    const loaded = this.#loaders.settled(specifier, target);
    if (loaded !== undefined) return 'sentence' in loaded ? { notFound: loaded.sentence } : loaded;
    const which = `cannot find module \`${specifier}\` imported from ${URL.canParse(referrer) ? referrer : this.#base}`;
    if (target === undefined) {
      return { notFound: `${which}; declare where it is in \`imports\`, or import it by its address${hintOf(specifier)}` };
    }
    const fetched = this.#fetcher.settled(target);
    if (fetched === undefined) {
      return { notFound: `${which}: it was not fetched before the program began, since its name is computed while it runs` };
    }
    if ('reason' in fetched) return { notFound: `${which}: ${fetched.reason} for ${target.url}${hintOf(specifier, target.url)}` };
    return 'sentence' in fetched ? { notFound: fetched.sentence } : fetched;
  }

  /** Imports of addresses, and of names that have one or are the host's, as a guest asks for them. */
  get imported() {
    const isNamed = ({ specifier, referrer }) => this.#hostModules.has(specifier) || this.#target(specifier, referrer) !== undefined;
    return [...this.#seen.values()].filter(isNamed);
  }

  async #visit(source, referrer) {
    await Promise.all(javascriptImportsOf(source).map((specifier) => this.#fetchOne(specifier, referrer)));
  }

  async #fetchOne(specifier, referrer) {
    const target = this.#target(specifier, referrer);
    const key = target === undefined ? specifier : `${target.url}#${target.pin}`;
    if (this.#seen.has(key) || this.#seen.size >= MOST_MODULES) return;
    this.#seen.set(key, { specifier, referrer });
    if (this.#hostModules.has(specifier)) return this.#hostModules.prefetch(specifier);
    const loaded = await this.#loaders.prefetch(specifier, referrer, target, this.#fetcher.reader(target, this.#base));
    const { found } = loaded ?? (target && (await this.#fetcher.fetch(target))) ?? {};
    const isText = found !== undefined && !found.name.endsWith('.json') && !isHostStub(found.name);
    return isText ? this.#visit(found.source, found.name) : undefined;
  }

  /** @returns {import('./module_fetcher.js').Target | undefined} */
  #target(specifier, referrer) {
    const base = URL.canParse(referrer) ? referrer : this.#base;
    const alias = Object.hasOwn(this.#imports, specifier) ? this.#imports[specifier] : undefined;
    const address = alias ?? specifier;
    const isAddress = /^\.{0,2}\//.test(address) || /^[a-z][a-z\d+.-]*:/i.test(address);
    if (!isAddress || !URL.canParse(address, base)) return undefined;
    const url = new URL(address, base);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
    // What the page declared, and what lies beside or below the program, is the program's own.
    return targetAt(url, this.#base, alias !== undefined);
  }
}
