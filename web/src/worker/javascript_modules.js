// Where JavaScript's `import` and `require` find modules: by address, or by a name that the page gave one.
import { javascriptImportsOf } from './imports.js';
import { pinOf } from './module_fetcher.js';

/** Modules that one program fetches. */
const MOST_MODULES = 512;

export class JavaScriptModules {
  #fetcher;
  #imports;
  #base = '';

  /**
   * @param {import('./module_fetcher.js').ModuleFetcher} fetcher
   * @param {Record<string, string>} imports names to absolute addresses
   */
  constructor(fetcher, imports) {
    this.#fetcher = fetcher;
    this.#imports = imports;
  }

  /** Fetches what a program at the address `base` imports, and what that imports. */
  async prefetch(source, base) {
    this.#base = base;
    const seen = new Set();
    const visit = async (text, referrer) => {
      const targets = javascriptImportsOf(text).map((specifier) => this.#target(specifier, referrer));
      await Promise.all(targets.map((target) => target !== undefined && fetchOne(target)));
    };
    const fetchOne = async (target) => {
      const key = `${target.url}#${target.pin}`;
      if (seen.has(key) || seen.size >= MOST_MODULES) return;
      seen.add(key);
      const { found } = await this.#fetcher.fetch(target);
      if (found !== undefined && !found.name.endsWith('.json')) await visit(found.source, target.url);
    };
    await visit(source, base);
  }

  /** Answers a guest's `load`. */
  load({ specifier, referrer }) {
    const target = this.#target(specifier, referrer);
    if (target === undefined) {
      return { notFound: `there is no module \`${specifier}\`; declare where it is in \`imports\`, or import it by its address` };
    }
    const fetched = this.#fetcher.settled(target);
    if (fetched === undefined) {
      return { notFound: `\`${specifier}\` was not fetched before the program began: its name is computed while it runs` };
    }
    if ('reason' in fetched) return { notFound: `\`${target.url}\` cannot be had: ${fetched.reason}` };
    return 'sentence' in fetched ? { notFound: fetched.sentence } : fetched;
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
    const pin = pinOf(url.hash);
    url.hash = '';
    // What the page declared, and what lies beside or below the program, is the program's own.
    const isBeside = url.href.startsWith(new URL('.', this.#base).href);
    return { url: url.href, pin, isOwn: alias !== undefined || isBeside, isBeside };
  }
}
