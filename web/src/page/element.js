import { createWorker } from './strait_worker.js';

/**
 * Defines an element that runs scripts: `entry` is the address of one to run at once, `packages` that of a manifest, `wasm` that
 * of the guest; `allow-net` has rules, and allows everything when it is empty. `element.worker` is the worker when the event
 * `ready` has come, which is after the entry's end; the event `error` has an `error`. What the script prints goes to the
 * console, unless a listener of the event `output` calls `preventDefault()`.
 *
 * @param {string} [tag]
 * @param {import('../index.js').WorkerOptions} [defaults]
 */
export function defineElement(tag = 'strait-script', defaults = {}) {
  if (customElements.get(tag) !== undefined) return;
  customElements.define(tag, class extends ScriptElement {
    static defaults = defaults;
  });
}

class ScriptElement extends HTMLElement {
  /** @type {import('./strait_worker.js').StraitWorker | undefined} */
  worker;
  /** Of the time that it is in the page; kept when it moves there. @type {object | undefined} */
  #connection;

  connectedCallback() {
    if (this.#connection !== undefined) return;
    const connection = {};
    this.#connection = connection;
    this.#start(connection).catch((error) => this.#connection === connection && this.#tell('error', { error }));
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#connection = undefined;
      this.worker?.dispose();
      this.worker = undefined;
    });
  }

  async #start(connection) {
    const entry = this.#address('entry');
    const { defaults } = /** @type {any} */ (this.constructor);
    const options = { ...defaults, ...this.options, entry: entry?.href };
    if (this.hasAttribute('packages') || this.hasAttribute('manifest')) {
      options.packages = this.#address(this.hasAttribute('packages') ? 'packages' : 'manifest');
    }
    if (this.hasAttribute('wasm')) options.wasmUrl = this.#address('wasm');
    if (this.hasAttribute('allow-net')) options.allowNet = this.getAttribute('allow-net');
    const worker = await createWorker(options);
    if (this.#connection !== connection) return worker.dispose();
    this.worker = worker;
    worker.onOutput((text) => {
      const event = new CustomEvent('output', { detail: text, cancelable: true });
      if (this.dispatchEvent(event)) console.log(text.replace(/\n$/, ''));
    });
    if (entry !== undefined) await this.#run(worker, entry);
    this.#tell('ready', { worker });
    return undefined;
  }

  /** Options beyond the attributes; to be set before the element is connected. @type {import('../index.js').WorkerOptions} */
  options = {};

  async #run(worker, entry) {
    const response = await fetch(entry, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`cannot load ${entry}: the server answered with status ${response.status}`);
    const file = entry.pathname.split('/').at(-1);
    const result = await worker.run(await response.text(), { file, baseUrl: new URL('.', entry) });
    if (result.out !== '') console.error(result.out);
    return result;
  }

  #address(attribute) {
    const value = this.getAttribute(attribute);
    return value === null ? undefined : new URL(value, document.baseURI);
  }

  #tell(type, detail) {
    const event = new CustomEvent(type, { detail, cancelable: true });
    const isHeard = this.dispatchEvent(event);
    if (type === 'error' && isHeard) console.error(detail.error);
  }
}
