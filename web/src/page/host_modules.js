// Modules of the page that scripts may import.

/**
 * What a host module's factory is given.
 *
 * @typedef {object} HostContext
 * @property {(text: string) => void} pushEvent hands a text to the script's `receive()`
 * @property {AbortSignal} signal aborts when the worker is disposed
 * @property {(url: URL) => string | undefined} denial why the policy does not allow an address; nothing if it does
 */

/** @typedef {Record<string, (...args: any[]) => any>} Handlers */

export class HostModules {
  /** @type {Map<string, Handlers>} */
  #modules = new Map();
  #addresses;
  #context;
  /** Modules that are being imported. @type {Map<string, Promise<string[]>>} */
  #loading = new Map();

  /**
   * @param {Record<string, Handlers | ((context: HostContext) => Handlers)>} given
   * @param {Record<string, string>} addresses of modules, each with the factory or the functions as its default export, as an
   *   export of the module's name, or as its exports; imported when a script first names them
   * @param {HostContext} context
   */
  constructor(given, addresses, context) {
    this.#context = context;
    for (const [name, module] of Object.entries(given)) this.#add(name, module);
    this.#addresses = new Map(Object.entries(addresses).filter(([name]) => !this.#modules.has(name)));
  }

  /** @returns {Promise<string[]>} the functions of a module that has an address */
  load(name) {
    const known = this.#loading.get(name);
    if (known !== undefined) return known;
    const loading = this.#import(name);
    this.#loading.set(name, loading);
    // The next program may have more luck.
    loading.catch(() => this.#loading.delete(name));
    return loading;
  }

  async #import(name) {
    if (!this.#addresses.has(name)) throw new TypeError(`the page has no host module \`${name}\``);
    const namespace = await import(this.#addresses.get(name));
    this.#add(name, namespace[name] ?? namespace.default ?? { ...namespace });
    return this.#functionsOf(name);
  }

  #functionsOf(name) {
    const handlers = this.#modules.get(name);
    return Object.keys(handlers).filter((key) => typeof handlers[key] === 'function');
  }

  #add(name, module) {
    const handlers = typeof module === 'function' ? module(this.#context) : module;
    if (typeof handlers !== 'object' || handlers === null) {
      throw new TypeError(`the host module \`${name}\` is an object of functions, or a function that returns one`);
    }
    this.#modules.set(name, handlers);
  }

  /** Names, each with its functions if they are known. @returns {[string, string[] | undefined][]} */
  get names() {
    const there = [...this.#modules.keys()].map((name) => [name, this.#functionsOf(name)]);
    const declared = [...this.#addresses.keys()].filter((name) => !this.#modules.has(name)).map((name) => [name, undefined]);
    return /** @type {any} */ ([...there, ...declared]);
  }

  /** Calls a function for a script. */
  call(call) {
    const { module, function: name, arguments: args } = call;
    // A program that was saved elsewhere has imported it there.
    if (!this.#modules.has(module) && this.#addresses.has(module)) return this.load(module).then(() => this.call(call));
    const handlers = this.#modules.get(module);
    const isThere = handlers !== undefined && Object.hasOwn(handlers, name) && typeof handlers[name] === 'function';
    if (!isThere) throw Object.assign(new Error(`no main-thread handler for '${module}.${name}'`), { code: 'unsupported' });
    return handlers[name](...args);
  }
}
