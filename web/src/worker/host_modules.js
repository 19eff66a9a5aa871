// The page's modules, as programs import them. One that has an address is loaded by the page when a program first names it.
import { hostStub } from './host_stub.js';

export class HostModules {
  #language;
  #ask;
  /** Functions by module, of those that are there. @type {Map<string, string[]>} */
  #functions = new Map();
  /** The others. @type {Set<string>} */
  #declared = new Set();
  /** Why one of them could not be loaded. @type {Map<string, string>} */
  #failures = new Map();

  /**
   * @param {'javascript' | 'python'} language of the programs
   * @param {[string, string[] | undefined][]} names each with its functions, if the page has it already
   * @param {(name: string) => Promise<string[]>} ask lets the page load one, and gives its functions
   */
  constructor(language, names, ask) {
    this.#language = language;
    this.#ask = ask;
    for (const [name, functions] of names) {
      if (functions === undefined) this.#declared.add(name);
      else this.#functions.set(name, functions);
    }
  }

  has(name) {
    return this.#functions.has(name) || this.#declared.has(name);
  }

  /** Lets the page load a module, if it has not. A module that cannot be loaded is a failure only if a program imports it. */
  async prefetch(name) {
    if (!this.#declared.has(name)) return;
    try {
      this.#functions.set(name, await this.#ask(name));
      this.#declared.delete(name);
    } catch (error) {
      this.#failures.set(name, `host module '${name}' failed to load: ${error.message}`);
    }
  }

  /** Answers a guest's `load`; nothing for what is no module of the page's. */
  load(name) {
    const functions = this.#functions.get(name);
    if (functions !== undefined) return { found: hostStub(this.#language, name, functions) };
    if (!this.#declared.has(name)) return undefined;
    // A denial keeps Python from taking a module of its library in its place.
    const computed = `host module '${name}' was not loaded before the program began: its name is computed while it runs`;
    return { denied: this.#failures.get(name) ?? computed };
  }
}
