// Where `import` and `require` find modules: they are fetched before the program begins, since a guest asks for them in the
// middle of a turn and cannot wait.
import { Failure, ModuleKind } from '../shared/abi.js';
import { importsOf } from './imports.js';
import { kindOf } from './kind.js';
import { request } from './operations/http.js';

const MOST_MODULES = 512;
const MOST_MODULE_BYTES = 16 * 1024 * 1024;
/** What lies there is a part of the Python guest. */
const BUILT_IN = 'https://cdn.edgepython.com/std/';
const PIN = /#sha256-([\da-f]{64})$/i;

export class Modules {
  #policy;
  #imports;
  /** Sources, or why there is none, by URL and pin. @type {Map<string, Promise<any>>} */
  #fetched = new Map();
  /** The same, of those that have settled. @type {Map<string, any>} */
  #settled = new Map();
  /** The program's URL and language. */
  #base;
  #language;

  /**
   * @param {import('../shared/policy/policy.js').Policy} policy
   * @param {Record<string, string>} imports bare names to absolute URLs
   * @param {'javascript' | 'python'} language of the programs
   */
  constructor(policy, imports, language) {
    this.#policy = policy;
    this.#language = language;
    this.#imports = imports;
  }

  /** Forgets everything that was fetched. */
  clear() {
    this.#fetched.clear();
    this.#settled.clear();
  }

  /**
   * Fetches what a program imports, and what that imports. A module that cannot be had is a failure only if the program asks
   * for it.
   *
   * @param {string} source
   * @param {string} base the program's URL
   * @param {() => Promise<Set<string>>} known names of modules that need not be fetched
   */
  async prefetch(source, base, known) {
    this.#base = base;
    const seen = new Set();
    const visit = async (text, kind, referrer) => {
      let specifiers = [...importsOf(text, kind)];
      if (kind === 'python' && specifiers.length > 0) {
        const names = await known();
        specifiers = specifiers.filter((name) => Object.hasOwn(this.#imports, name) || !names.has(name.split('.', 1)[0])).flatMap(packagesOf);
      }
      const targets = specifiers.map((specifier) => this.#resolve(specifier, referrer, kind)).filter(Boolean);
      await Promise.all(targets.map(({ urls, pin, isNamed }) => visitFirst(urls, pin, isNamed)));
    };
    const visitFirst = async (urls, pin, isNamed) => {
      for (const url of urls) {
        if (seen.has(keyOf(url, pin))) return;
        if (seen.size >= MOST_MODULES) return;
        seen.add(keyOf(url, pin));
        const module = await this.#fetch(url, pin, isNamed);
        if (module.found === undefined) continue;
        const inner = module.found.kind === ModuleKind.python ? 'python' : 'javascript';
        if (module.found.kind !== ModuleKind.json) await visit(module.found.source, inner, url);
        return;
      }
    };
    await visit(source, this.#language, base);
  }

  /** Answers a guest's `load`. */
  load({ specifier, referrer }) {
    const target = this.#resolve(specifier, referrer, this.#language);
    if (target === undefined) {
      return { notFound: `there is no module \`${specifier}\`; declare where it is in \`imports\`, or import it by its address` };
    }
    const answers = target.urls.map((url) => this.#settled.get(keyOf(url, target.pin))).filter((answer) => answer !== undefined);
    const answer = answers.find((found) => found.found !== undefined) ?? answers[0];
    return answer ?? { notFound: `\`${specifier}\` was not fetched before the program began: its name is computed while it runs` };
  }

  /** @returns {{ urls: string[], pin?: string, isNamed: boolean } | undefined} where a module may be, the likeliest first */
  #resolve(specifier, referrer, language) {
    const base = URL.canParse(referrer) ? referrer : this.#base;
    const alias = Object.hasOwn(this.#imports, specifier) ? this.#imports[specifier] : undefined;
    let address = alias ?? specifier;
    const isPath = /^\.{0,2}\//.test(address) || /^[a-z][a-z\d+.-]*:/i.test(address);
    if (!isPath) {
      if (language !== 'python' || !/^\.*[\w.]+$/.test(address)) return undefined;
      // A name without dots in front is looked for beside the program, as CPython does.
      address = address.startsWith('.') ? pythonPath(address) : new URL(address.replaceAll('.', '/'), this.#base).href;
    }
    if (!URL.canParse(address, base)) return undefined;
    const url = new URL(address, base);
    if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.href.startsWith(BUILT_IN)) return undefined;
    const pin = PIN.exec(url.hash)?.[1].toLowerCase();
    url.hash = '';
    const isPackage = language === 'python' && !/\.\w+$/.test(url.pathname);
    const urls = isPackage ? [`${url.href}.py`, `${url.href}/__init__.py`] : [url.href];
    return { urls, pin, isNamed: alias !== undefined };
  }

  #fetch(url, pin, isNamed) {
    const key = keyOf(url, pin);
    const known = this.#fetched.get(key);
    if (known !== undefined) return known;
    const answer = this.#download(url, pin, isNamed).then((module) => {
      this.#settled.set(key, module);
      return module;
    });
    this.#fetched.set(key, answer);
    return answer;
  }

  async #download(url, pin, isNamed) {
    try {
      // What the page declared, and what lies beside or below the program, is the program's own.
      const isOwn = isNamed || url.startsWith(new URL('.', this.#base).href);
      const policy = isOwn ? { denial: () => undefined } : this.#policy;
      const response = await request({ policy }, new URL(url), {}, AbortSignal.timeout(30_000));
      if (!response.ok) return { notFound: `\`${url}\` cannot be had: the server answered with status ${response.status}` };
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.length > MOST_MODULE_BYTES) return { notFound: `\`${url}\` is longer than ${MOST_MODULE_BYTES} bytes` };
      if (pin !== undefined) await check(bytes, pin, url);
      const source = new TextDecoder().decode(bytes);
      const kind = kindOf(new URL(url).pathname, source);
      return kind === undefined ? { notFound: `\`${url}\` is no script` } : { found: { name: url, kind, source } };
    } catch (error) {
      if (error instanceof Failure && error.code === 'denied') return { denied: error.message };
      return { notFound: error.message };
    }
  }
}

/** The same address with another pin is another module: each pin is checked. */
function keyOf(url, pin) {
  return pin === undefined ? url : `${url}#sha256-${pin}`;
}

async function check(bytes, pin, url) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const got = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (got !== pin) throw new Error(`integrity check failed for '${url}': expected sha256-${pin}, got sha256-${got}`);
}

/** A module in packages, after each of those: `a`, `a.b` of `a.b`. */
function packagesOf(specifier) {
  if (!/^\w+(\.\w+)+$/.test(specifier)) return [specifier];
  const parts = specifier.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** `..a.b` as a path: each dot behind the first goes up one folder. */
function pythonPath(name) {
  const [, dots, rest] = /^(\.+)(.*)$/.exec(name);
  return `${dots.length === 1 ? './' : '../'.repeat(dots.length - 1)}${rest.replaceAll('.', '/')}`;
}
