import { ModuleStore } from '../shared/module_store.js';
import { Policy } from '../shared/policy/policy.js';
import { ToWorker } from '../shared/protocol.js';
import { HostModules } from './host_modules.js';
import { byteCount, milliseconds } from './quantities.js';
import { readPackages } from './packages.js';
import { Thread } from './thread.js';

const DIST = new URL('../../dist/', import.meta.url);
const LANGUAGES = ['python', 'javascript'];
/** Events that wait for a script to run. */
const MOST_EVENTS = 64 * 1024;
const MOST_PREEMPT_INTERVAL = 2 ** 32 - 1;
/** Events of the page's window whose `detail` is a text for the script's `receive()`. */
const EVENTS = ['strait-event', 'edge-python-event'];
const EXTENSIONS = { py: 'python', js: 'javascript', mjs: 'javascript', cjs: 'javascript' };

/**
 * Starts a worker that runs scripts.
 *
 * @param {import('../index.js').WorkerOptions} [options]
 * @returns {Promise<StraitWorker>} when it is ready
 */
export async function createWorker(options = {}) {
  const worker = new StraitWorker(options);
  try {
    await worker.ready;
  } catch (error) {
    worker.dispose();
    throw error;
  }
  return worker;
}

/** Runs scripts, one after the other, each in a sandbox of its own. Host modules and their state last as long as the worker. */
export class StraitWorker {
  /** Resolves when the worker can run scripts, rejects when it cannot. @type {Promise<void>} */
  ready;
  /** How long it took to load the guest. */
  loadMs = 0;
  /** Whether modules of other origins are kept from one page to the next. */
  integrityActive = false;
  #options;
  #language;
  #limits;
  #loaders;
  /** @type {HostModules} */
  #hostModules;
  #imports = {};
  /** The `packages.json` that they are from. @type {string | undefined} */
  #manifest;
  /** @type {Map<string, Thread>} */
  #threads = new Map();
  /** The thread that a program runs in. @type {Thread | undefined} */
  #running;
  /** Resolves when it has ended. @type {Promise<void>} */
  #end = Promise.resolve();
  #preemptInterval = 0;
  #disposal = new AbortController();
  /** Events that came while no script ran. @type {string[]} */
  #events = [];
  #onOutput = new Set();
  #onError = new Set();

  /** Use {@link createWorker}. */
  constructor(options) {
    this.#options = options;
    this.#language = languageOf(options.language, options.entry) ?? 'python';
    this.#limits = limitsOf(options);
    this.#loaders = loadersOf(options);
    for (const [name, value = true] of Object.entries({ defaults: options.defaults, integrity: options.integrity })) {
      if (typeof value !== 'boolean') throw new TypeError(`${name}: \`${value}\` is neither true nor false`);
    }
    // A mistake in the rules is told here rather than at the first request.
    const policy = new Policy(options.allowNet ?? false);
    this.ready = this.#start(policy);
    if (globalThis.document === undefined) return;
    const { signal } = this.#disposal;
    for (const name of EVENTS) addEventListener(name, ({ detail }) => typeof detail === 'string' && this.pushEvent(detail), { signal });
  }

  async #start(policy) {
    const { packages, imports = {}, mainThreadModules = {}, hostModules, systemModules, allowNet, integrity = true } = this.#options;
    const manifest = await readPackages(packages);
    const addresses = { ...manifest.host, ...(hostModules ?? systemModules) };
    this.#manifest = manifest.address;
    this.#imports = { ...manifest.imports, ...absolute(imports) };
    const context = {
      pushEvent: (text) => this.pushEvent(text),
      signal: this.#disposal.signal,
      // Whoever registers a module without rules means it to work.
      denial: (url) => (allowNet === undefined ? undefined : policy.denial(url)),
    };
    this.#hostModules = new HostModules(mainThreadModules, absolute(addresses), context);
    const { loadMs, noStore } = await this.#thread(this.#language).loaded;
    this.loadMs = loadMs;
    this.integrityActive = integrity && noStore === undefined;
    if (noStore !== undefined) console.warn(`strait: modules are not kept from one page to the next: ${noStore}`);
  }

  #thread(language) {
    this.#disposal.signal.throwIfAborted();
    const known = this.#threads.get(language);
    if (known !== undefined && !known.isEnded) return known;
    const { wasmUrl, allowNet = false, defaults = true, integrity = true, version } = this.#options;
    const name = language === 'python' ? 'python.wasm' : 'javascript.wasm';
    const given = typeof wasmUrl === 'object' && !(wasmUrl instanceof URL) ? wasmUrl[language] : wasmUrl;
    const loaded = {
      language,
      wasmUrl: new URL(given ?? new URL(name, DIST), globalThis.location?.href).href,
      imports: this.#imports,
      manifest: this.#manifest,
      hostModules: this.#hostModules.names,
      loaders: this.#loaders,
      defaults,
      allowNet,
      memoryBytes: this.#limits.memoryBytes,
      preemptInterval: this.#preemptInterval,
      integrity,
      version: version === undefined || version === null ? undefined : `${version}`,
    };
    const thread = new Thread(loaded, {
      output: (stream, text) => this.#output(stream, text),
      callHost: (call) => this.#hostModules.call(call),
      loadHost: (name) => this.#hostModules.load(name),
    });
    this.#threads.set(language, thread);
    return thread;
  }

  /**
   * Runs a script to its end. One script runs at a time.
   *
   * @param {string} source
   * @param {import('../index.js').RunOptions} [options]
   * @returns {Promise<import('../index.js').RunResult>} however the script ended
   * @throws what kept the script from being run at all
   */
  async run(source, options = {}) {
    await this.ready;
    const language = languageOf(options.language, options.file) ?? this.#language;
    refuseSessions(options);
    const base = folderOf(options);
    const file = options.file ?? (language === 'python' ? 'main.py' : 'main.js');
    const limits = { ...this.#limits, ...limitsOf(options) };
    const payload = {
      source: `${source}`,
      file,
      url: new URL(file, base).href,
      arguments: options.arguments ?? [],
      environment: Object.entries(options.environment ?? {}).flat(),
      input: inputOf(options),
      memoryBytes: limits.memoryBytes,
      cpuMilliseconds: limits.cpuMilliseconds,
    };
    return this.#follow(language, ToWorker.run, payload, limits);
  }

  /**
   * Goes on with a saved program. Its sleeps last as long as they had left, and it waits for events as before; what else it waited
   * for fails with `aborted`, and its connections are closed.
   *
   * @param {Uint8Array} state from `saveState`
   * @param {{ language?: 'python' | 'javascript' }} [options]
   * @returns {Promise<import('../index.js').RunResult>} as of `run`
   */
  async restoreState(state, options = {}) {
    await this.ready;
    return this.#follow(languageOf(options.language) ?? this.#language, ToWorker.restoreState, { state }, this.#limits);
  }

  async #follow(language, how, payload, limits) {
    if (this.#running !== undefined) throw new Error('a script is running already; wait for its end, or stop it');
    const thread = this.#thread(language);
    const end = Promise.withResolvers();
    this.#running = thread;
    this.#end = end.promise;
    for (const text of this.#events.splice(0)) thread.note(ToWorker.pushEvent, { text });
    try {
      return await thread.run(how, payload, limits);
    } finally {
      if (this.#running === thread) this.#running = undefined;
      end.resolve(undefined);
    }
  }

  /** The state of the script that runs, between two of its steps. The script goes on. @returns {Promise<Uint8Array>} */
  saveState() {
    if (this.#running === undefined) return Promise.reject(new Error('no script is running, so there is no state to save'));
    return this.#running.request(ToWorker.saveState);
  }

  /**
   * The global variables of the Python script that runs, between two of its steps, also while it is paused: representations by
   * name, without modules and what else is there by being imported. No code of the script runs for that.
   *
   * @returns {Promise<Record<string, string>>}
   */
  stateGlobals() {
    return this.#inspect(ToWorker.stateGlobals);
  }

  /**
   * Where the Python script that runs is: an entry for each of its tasks and coroutines.
   *
   * @returns {Promise<import('../index.js').TaskView[]>}
   */
  stateStack() {
    return this.#inspect(ToWorker.stateStack);
  }

  async #inspect(what) {
    if (this.#running === undefined) throw new Error('no script is running, so there is no state to look into');
    return this.#running.request(what);
  }

  /**
   * How many steps (rounds of loops, and calls) a Python script may take before messages of the page have their turn: `pause`,
   * `saveState`, events and the like. 0, the default, stands for some 20 milliseconds, which are the most in any case.
   *
   * @param {number} steps
   * @returns {Promise<void>} when it holds
   */
  async setPreemptInterval(steps) {
    if (!Number.isInteger(steps) || steps < 0 || steps > MOST_PREEMPT_INTERVAL) {
      throw new RangeError(`\`${steps}\` is no number of steps; it has to be an integer from 0 to ${MOST_PREEMPT_INTERVAL}`);
    }
    await this.ready;
    await (this.#running ?? this.#thread(this.#language)).request(ToWorker.setPreemptInterval, { steps });
    this.#preemptInterval = steps;
  }

  /** The script that runs takes no further step until `resume`. @returns {Promise<boolean>} whether one was running */
  async pause() {
    return (await this.#running?.request(ToWorker.pause)) ?? false;
  }

  /** @returns {Promise<void>} */
  async resume() {
    await this.#running?.request(ToWorker.resume);
  }

  /** Ends the script that runs; its `run` resolves with exit code 130. @returns {Promise<void>} */
  async stop() {
    await this.#running?.stop();
    await this.#end;
  }

  /** Ends the script that runs, and forgets everything but the host modules. @returns {Promise<void>} */
  async reset() {
    await this.stop();
    for (const thread of this.#threads.values()) thread.end(new Error('the worker was reset'));
    this.#threads.clear();
  }

  /** Forgets modules that were fetched, by this page and by earlier ones. @returns {Promise<void>} */
  async clearCache() {
    await this.ready;
    if (this.integrityActive) {
      const store = await ModuleStore.open();
      await store.clear().finally(() => store.close());
    }
    await Promise.all([...this.#threads.values()].map((thread) => thread.isEnded || thread.request(ToWorker.clearCache)));
  }

  /** Hands a text to the script's `receive()`; it is kept until a script asks. @param {string} text */
  pushEvent(text) {
    if (this.#disposal.signal.aborted) return;
    if (this.#running !== undefined) this.#running.note(ToWorker.pushEvent, { text: `${text}` });
    else if (this.#events.length < MOST_EVENTS) this.#events.push(`${text}`);
    else throw new RangeError(`${MOST_EVENTS} events wait for a script already`);
  }

  /** Calls back with what scripts print, piece by piece. @returns {() => void} ends it */
  onOutput(callback) {
    this.#onOutput.add(callback);
    return () => this.#onOutput.delete(callback);
  }

  /** Calls back with what scripts write to standard error. @returns {() => void} ends it */
  onError(callback) {
    this.#onError.add(callback);
    return () => this.#onError.delete(callback);
  }

  #output(stream, text) {
    for (const callback of stream === 'stdout' ? this.#onOutput : this.#onError) callback(text);
  }

  /** Ends everything at once: a script that runs, its connections, those of host modules. A `run` under way rejects. */
  dispose() {
    const reason = new Error('the worker was disposed');
    this.#disposal.abort(reason);
    for (const thread of this.#threads.values()) thread.end(reason);
    this.#threads.clear();
  }
}

function languageOf(language, file) {
  if (language !== undefined && !LANGUAGES.includes(language)) {
    throw new TypeError(`\`${language}\` is not a language that runs here; there are ${LANGUAGES.join(' and ')}`);
  }
  return language ?? EXTENSIONS[/\.(\w+)$/.exec(file ?? '')?.[1]];
}

/** The folder of a script: `entryDir`, seen from `baseUrl`, seen from the page. */
function folderOf({ baseUrl = './', entryDir = '' }) {
  const folder = `${entryDir}`.replace(/[^/]$/, '$&/');
  return new URL(folder, new URL(baseUrl, globalThis.location?.href));
}

/** @throws {TypeError} what programs of other engines can be asked for, and these cannot */
function refuseSessions({ repl, incremental }) {
  for (const [name, value] of Object.entries({ repl, incremental })) {
    if (!value) continue;
    throw new TypeError(`${name}: each run begins in a sandbox of its own, and knows nothing of the one before; run one script with all of it`);
  }
}

/** @returns {Uint8Array} */
function inputOf({ input }) {
  if (input === undefined || input === null) return new Uint8Array();
  if (input instanceof Uint8Array) return input.slice();
  if (Array.isArray(input)) return new TextEncoder().encode(input.map((line) => `${line}\n`).join(''));
  if (typeof input === 'string') return new TextEncoder().encode(input);
  throw new TypeError('input: a text, bytes, or a list of lines');
}

function loadersOf({ loaders = [] }) {
  if (!Array.isArray(loaders)) throw new TypeError('loaders: a list of addresses of ES modules');
  return loaders.map((address) => new URL(address, globalThis.location?.href).href);
}

function limitsOf({ memory, cpuTime, timeout }) {
  const limits = {
    memoryBytes: memory === undefined ? undefined : byteCount(memory, 'memory'),
    cpuMilliseconds: cpuTime === undefined ? undefined : milliseconds(cpuTime, 'cpuTime'),
    timeoutMs: timeout === undefined ? undefined : milliseconds(timeout, 'timeout'),
  };
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}

function absolute(addresses) {
  const base = globalThis.location?.href;
  return Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, new URL(address, base).href]));
}
