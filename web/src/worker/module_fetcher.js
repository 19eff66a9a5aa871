// Fetches the sources of modules, each once, and keeps them until they are cleared.
import { Failure, ModuleKind } from '../shared/abi.js';
import { sha256 } from '../shared/sha256.js';
import { kindOf } from './kind.js';
import { request } from './operations/http.js';
import { permit } from './target.js';

const MOST_MODULE_BYTES = 16 * 1024 * 1024;
const PATIENCE_MILLISECONDS = 30_000;
const PIN = /^#sha256-([\da-f]{64})$/i;

/**
 * Where a module is.
 *
 * @typedef {{ url: string, pin?: string, isOwn: boolean, isBeside: boolean }} Target `pin` is what its SHA-256 must be, 64 hexadecimal
 *   digits; what is the program's own needs no permission; what lies beside or below the program may change from one page to the next
 *
 * What came of fetching it: a module; or that the rules do not allow it; or why there is none, as a sentence or as what comes
 * behind the colon of one. `isAbsent` if the server says that nothing is there.
 * @typedef {{ found: { name: string, kind: number, source: string } } | { denied: string } | { sentence: string }
 *   | { reason: string, isAbsent: boolean }} Fetched
 */

const EVERYTHING = { denial: () => undefined };

export class ModuleFetcher {
  #policy;
  #language;
  #store;
  /** @type {Map<string, Promise<Fetched>>} */
  #fetched = new Map();
  /** @type {Map<string, Fetched>} */
  #settled = new Map();

  /**
   * @param {import('../shared/policy/policy.js').Policy} policy
   * @param {'javascript' | 'python'} language of the modules
   * @param {import('../shared/module_store.js').ModuleStore} [store] where modules of other origins are kept
   */
  constructor(policy, language, store) {
    this.#policy = policy;
    this.#language = language;
    this.#store = store;
  }

  clear() {
    this.#fetched.clear();
    this.#settled.clear();
  }

  /** @param {Target} target @returns {Promise<Fetched>} */
  fetch(target) {
    const key = pinned(target);
    const known = this.#fetched.get(key);
    if (known !== undefined) return known;
    const answer = this.#download(target).then((fetched) => {
      // The same module may be the program's own under another name.
      if ('denied' in fetched) this.#fetched.delete(key);
      if (!('denied' in fetched) || !this.#settled.has(key)) this.#settled.set(key, fetched);
      return fetched;
    });
    this.#fetched.set(key, answer);
    return answer;
  }

  /**
   * What a loader fetches by: the bytes of a module, or those at another address.
   *
   * @param {Target | undefined} target
   * @param {string} program its address
   */
  reader(target, program) {
    return async (address) => {
      if (address === undefined && target === undefined) throw new TypeError('the module has no address of its own; name one to fetch');
      const url = address === undefined ? undefined : new URL(address, target?.url ?? program);
      const wanted = url === undefined || url.href === target?.url ? target : targetAt(url, program, false);
      const policy = wanted.isOwn ? EVERYTHING : this.#policy;
      const got = (await this.#kept(wanted, policy)) ?? (await this.#asked(wanted, policy));
      if (got.bytes === undefined) throw new Error(got.sentence ?? `cannot fetch ${wanted.url}: ${got.reason}`);
      return got.bytes;
    };
  }

  /** @param {Target} target @returns {Fetched | undefined} nothing for one that was not fetched */
  settled(target) {
    return this.#settled.get(pinned(target));
  }

  /** Whether a module was found below an address, which ends in a slash. */
  hasBelow(folder) {
    for (const { found } of this.#settled.values()) {
      if (found?.name.startsWith(folder)) return true;
    }
    return false;
  }

  async #download(target) {
    try {
      const policy = target.isOwn ? EVERYTHING : this.#policy;
      const got = (await this.#kept(target, policy)) ?? (await this.#asked(target, policy));
      if (got.bytes === undefined) return got;
      const source = new TextDecoder().decode(got.bytes);
      const { url } = target;
      const kind = this.#language === 'python' ? ModuleKind.python : kindOf(new URL(url).pathname, source);
      return kind === undefined ? { sentence: `\`${url}\` is no script` } : { found: { name: url, kind, source } };
    } catch (error) {
      if (error instanceof Failure && error.code === 'denied') return { denied: error.message };
      return { reason: error.message, isAbsent: false };
    }
  }

  /** Its bytes from an earlier page, if they are still there. */
  async #kept(target, policy) {
    const kept = this.#isToBeKept(target) ? await this.#store.find(pinned(target)).catch(() => undefined) : undefined;
    if (kept?.bytes === undefined) return undefined;
    for (const address of [target.url, kept.end]) permit(policy, new URL(address));
    return { bytes: kept.bytes };
  }

  /** Its bytes from the server, or why there are none. */
  async #asked(target, policy) {
    const { url, pin } = target;
    const response = await request({ policy }, new URL(url), { cache: 'no-cache' }, AbortSignal.timeout(PATIENCE_MILLISECONDS));
    const { ok, status } = response;
    if (!ok) return { reason: `the server answered with status ${status}`, isAbsent: status === 404 || status === 410 };
    const bytes = await bytesOf(response, MOST_MODULE_BYTES);
    if (bytes === undefined) return { reason: `it is longer than ${MOST_MODULE_BYTES} bytes`, isAbsent: false };
    const isToBeKept = this.#isToBeKept(target);
    if (pin === undefined && !isToBeKept) return { bytes };
    const digest = await sha256(bytes);
    if (pin !== undefined && digest !== pin) {
      return { sentence: `integrity check failed for '${url}': expected sha256-${pin}, got sha256-${digest}` };
    }
    // A module that cannot be kept, for want of room say, is used all the same.
    const keep = isToBeKept ? this.#store.keep(pinned(target), { digest, end: response.url, bytes }).catch(() => digest) : digest;
    const locked = await keep;
    if (locked === digest) return { bytes };
    return {
      sentence: `integrity drift for '${url}': locked to sha256-${locked}, the server has sha256-${digest}; clearCache() forgets what was locked`,
    };
  }

  /** What the page's own server has, or lies beside the program, is asked for anew by each page: it may be edited. */
  #isToBeKept({ url, pin, isBeside }) {
    if (this.#store === undefined) return false;
    return pin !== undefined || !(isBeside || new URL(url).origin === globalThis.origin);
  }
}

/**
 * @param {URL} url with the pin as its fragment
 * @param {string} program the address of the program
 * @param {boolean} isNamed whether the page gave it a name
 * @returns {Target}
 */
export function targetAt(url, program, isNamed) {
  const bare = new URL(url);
  bare.hash = '';
  const isBeside = bare.href.startsWith(new URL('.', program).href);
  return { url: bare.href, pin: pinOf(url.hash), isOwn: isNamed || isBeside, isBeside };
}

/** @param {string} hash of a URL @returns {string | undefined} */
export function pinOf(hash) {
  return PIN.exec(hash)?.[1].toLowerCase();
}

/** The same address with another pin is another module: each pin is checked. */
export function pinned({ url, pin }) {
  return pin === undefined ? url : `${url}#sha256-${pin}`;
}

/** @returns {Promise<Uint8Array | undefined>} nothing for a body that is longer than `most` bytes */
async function bytesOf(response, most) {
  const reader = response.body?.getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    parts.push(value);
    if (length > most) {
      reader.cancel().catch(() => {});
      return undefined;
    }
  }
}
