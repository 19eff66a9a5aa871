// Modules of programs. They are fetched before a program begins, since a guest asks for them in the middle of a turn and cannot
// wait.
import { JavaScriptModules } from './javascript_modules.js';
import { ModuleFetcher } from './module_fetcher.js';
import { PythonModules } from './python_modules.js';

export class Modules {
  #fetcher;
  #loaders;
  #finder;

  /**
   * @param {import('../shared/policy/policy.js').Policy} policy
   * @param {{ imports: Record<string, string>, manifest?: string, defaults: boolean }} names absolute addresses of modules by name, the
   *   `packages.json` that they are from, and whether other names are looked for
   * @param {'javascript' | 'python'} language of the programs
   * @param {import('./loaders.js').Loaders} loaders
   * @param {import('../shared/module_store.js').ModuleStore} [store] where modules are kept
   */
  constructor(policy, names, language, loaders, store) {
    this.#fetcher = new ModuleFetcher(policy, language, store);
    this.#loaders = loaders;
    const Finder = language === 'python' ? PythonModules : JavaScriptModules;
    this.#finder = new Finder(this.#fetcher, loaders, names);
  }

  /** Forgets everything that was fetched. */
  clear() {
    this.#fetcher.clear();
    this.#loaders.clear();
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

  /**
   * What else could not be had when a program ended because of one module: all of it, so that it need not be found out one by one.
   *
   * @param {string} errors what the program wrote to standard error
   * @returns {string | undefined}
   */
  summary(errors) {
    const failures = this.#finder.failures();
    if (failures.length < 2 || !failures.some((sentence) => errors.includes(sentence))) return undefined;
    return ['could not pre-fetch every imported module:', ...failures].join('\n  ');
  }

  /** Answers a guest's `load`. */
  load(request) {
    return this.#finder.load(request);
  }
}
