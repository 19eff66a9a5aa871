// Modules of programs. They are fetched before a program begins, since a guest asks for them in the middle of a turn and cannot
// wait.
import { JavaScriptModules } from './javascript_modules.js';
import { ModuleFetcher } from './module_fetcher.js';
import { PythonModules } from './python_modules.js';

export class Modules {
  #fetcher;
  #finder;

  /**
   * @param {import('../shared/policy/policy.js').Policy} policy
   * @param {{ imports: Record<string, string>, manifest?: string }} names absolute addresses of modules by name, and the
   *   `packages.json` that they are from
   * @param {'javascript' | 'python'} language of the programs
   * @param {import('../shared/module_store.js').ModuleStore} [store] where modules are kept
   */
  constructor(policy, { imports, manifest }, language, store) {
    this.#fetcher = new ModuleFetcher(policy, language, store);
    this.#finder = language === 'python' ? new PythonModules(this.#fetcher, imports, manifest) : new JavaScriptModules(this.#fetcher, imports);
  }

  /** Forgets everything that was fetched. */
  clear() {
    this.#fetcher.clear();
  }

  /**
   * Fetches what a program imports, and what that imports. A module that cannot be had is a failure only if the program asks
   * for it.
   *
   * @param {string} source
   * @param {string} base the program's URL
   * @param {() => Promise<Set<string>>} known names of modules that need not be fetched
   */
  prefetch(source, base, known) {
    return this.#finder.prefetch(source, base, known);
  }

  /** Answers a guest's `load`. */
  load(request) {
    return this.#finder.load(request);
  }
}
