// Modules of programs. They are fetched before a program begins, since a guest asks for them in the middle of a turn and cannot
// wait.
import { JavaScriptModules } from './javascript_modules.js';
import { PythonModules } from './python_modules.js';

export class Modules {
  #sources;
  #finder;

  /**
   * Where modules come from.
   *
   * @typedef {{ fetcher: import('./module_fetcher.js').ModuleFetcher, loaders: import('./loaders.js').Loaders,
   *   hostModules: import('./host_modules.js').HostModules }} Sources
   *
   * @param {Sources} sources
   * @param {{ imports: Record<string, string>, manifest?: string, defaults: boolean }} names absolute addresses of modules by name, the
   *   `packages.json` that they are from, and whether other names are looked for
   * @param {'javascript' | 'python'} language of the programs
   */
  constructor(sources, names, language) {
    this.#sources = sources;
    this.#finder = language === 'python' ? new PythonModules(sources, names) : new JavaScriptModules(sources, names);
  }

  /** Forgets everything that was fetched. */
  clear() {
    this.#sources.fetcher.clear();
    this.#sources.loaders.clear();
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
    const answers = this.#finder.imported.map((request) => this.#settled(request));
    const failures = [...new Set(answers.map(({ notFound, denied }) => notFound ?? denied))].filter(Boolean);
    if (failures.length < 2 || !failures.some((sentence) => errors.includes(sentence))) return undefined;
    return ['could not pre-fetch every imported module:', ...failures].join('\n  ');
  }

  /** Answers a guest's `load`. */
  load(request) {
    return this.#sources.hostModules.load(request.specifier) ?? this.#finder.load(request);
  }

  #settled(request) {
    const answer = this.load(request);
    return answer.elsewhere === undefined ? answer : this.load({ ...request, specifier: answer.elsewhere });
  }
}
