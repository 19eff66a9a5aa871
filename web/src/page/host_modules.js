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

  /**
   * @param {Record<string, Handlers | ((context: HostContext) => Handlers)>} given
   * @param {Record<string, string>} addresses of modules, each with the factory or the functions as its default export, as an
   *   export of the module's name, or as its exports
   * @param {HostContext} context
   */
  static async create(given, addresses, context) {
    const modules = new HostModules();
    for (const [name, module] of Object.entries(given)) modules.#add(name, module, context);
    const imported = Object.entries(addresses).map(async ([name, address]) => {
      const namespace = await import(address);
      modules.#add(name, namespace[name] ?? namespace.default ?? { ...namespace }, context);
    });
    await Promise.all(imported);
    return modules;
  }

  #add(name, module, context) {
    const handlers = typeof module === 'function' ? module(context) : module;
    if (typeof handlers !== 'object' || handlers === null) {
      throw new TypeError(`the host module \`${name}\` is an object of functions, or a function that returns one`);
    }
    this.#modules.set(name, handlers);
  }

  /** Name and functions of each, as a guest is told. @returns {[string, string[]][]} */
  get names() {
    return [...this.#modules].map(([name, handlers]) => {
      return [name, Object.keys(handlers).filter((key) => typeof handlers[key] === 'function')];
    });
  }

  /** Calls a function for a script. */
  call({ module, function: name, arguments: args }) {
    const handlers = this.#modules.get(module);
    const isThere = handlers !== undefined && Object.hasOwn(handlers, name) && typeof handlers[name] === 'function';
    if (!isThere) throw Object.assign(new Error(`no main-thread handler for '${module}.${name}'`), { code: 'unsupported' });
    return handlers[name](...args);
  }
}
