// What a worker holds from one program to the next: the compiled guest, the modules that were fetched, the policy.
import { Failure, ModuleKind } from '../shared/abi.js';
import { decodeValue, encodeValue } from '../shared/cbor.js';
import { ModuleStore } from '../shared/module_store.js';
import { Policy } from '../shared/policy/policy.js';
import { ExitCode, ToWorker } from '../shared/protocol.js';
import { Events } from './events.js';
import { Guest } from './guest.js';
import { HostModules } from './host_modules.js';
import { kindOf } from './kind.js';
import { Loaders } from './loaders.js';
import { limitMemory } from './memory_limit.js';
import { ModuleFetcher } from './module_fetcher.js';
import { Modules } from './modules.js';
import { opener } from './operations/input.js';
import { Parts } from './parts.js';
import { Program } from './program.js';
import { Service } from './service.js';
import { decodeSaved, encodeSaved } from './saved.js';

/** As on the server. */
const MEMORY_BYTES = 256 * 1024 * 1024;

export class Session {
  #surroundings;
  #language;
  #policy;
  #modules;
  #loaders;
  #hostModules;
  /** @type {Promise<string[]> | undefined} */
  #libraryNames;
  /** The guest's module as it was loaded. @type {Uint8Array} */
  #binary;
  #wasmUrl;
  /** @type {Parts | undefined} */
  #parts;
  /** The guest with the memory limit that was asked for last. @type {{ memoryBytes: number, prepared: Promise<any> }} */
  #guest;
  /** @type {Program | undefined} */
  #program;
  /** The text of the program, and the address that its imports are relative to. @type {{ source: string, url: string }} */
  #script;
  #isBusy = false;
  #isStopped = false;
  /** Resolves when the program is to be stopped. */
  #stopping = Promise.withResolvers();
  /** Steps that a turn may take; 0 leaves it to the guest. */
  #preemptInterval = 0;
  #events = new Events();

  /**
   * @param {{ write: (stream: 'stdout' | 'stderr', text: string) => void,
   *   callHost: (call: { module: string, function: string, arguments: any[] }) => Promise<any>,
   *   loadHost: (name: string) => Promise<string[]> }} surroundings
   */
  constructor(surroundings) {
    this.#surroundings = surroundings;
  }

  /** What to do about each message of the page. */
  get handlers() {
    return {
      [ToWorker.load]: (options) => this.#load(options),
      [ToWorker.run]: (options) => this.#alone(() => this.#run(options)),
      [ToWorker.restoreState]: ({ state }) => this.#alone(() => this.#restore(state)),
      [ToWorker.saveState]: () => encodeSaved({ ...this.#running('to save').save(), script: this.#script }, this.#language),
      [ToWorker.stateGlobals]: () => this.#running('to look into').globals(),
      [ToWorker.stateStack]: () => this.#running('to look into').tasks(),
      [ToWorker.setPreemptInterval]: ({ steps }) => this.#setPreemptInterval(steps),
      [ToWorker.pause]: () => {
        this.#program?.pause();
        return this.#program !== undefined;
      },
      [ToWorker.resume]: () => this.#program?.resume(),
      [ToWorker.stop]: () => this.#stop(),
      [ToWorker.clearCache]: () => this.#modules.clear(),
      [ToWorker.ping]: () => this.#program?.computed ?? 0,
      [ToWorker.pushEvent]: ({ text }) => this.#events.push(text),
    };
  }

  async #load(options) {
    const { language, wasmUrl, imports, manifest, defaults, hostModules, loaders, integrity, version } = options;
    const { allowNet, memoryBytes, preemptInterval } = options;
    const began = performance.now();
    this.#language = language;
    this.#preemptInterval = preemptInterval;
    this.#policy = new Policy(allowNet);
    this.#hostModules = new HostModules(language, hostModules, this.#surroundings.loadHost);
    let noStore;
    const opened = integrity ? ModuleStore.open(version).catch((error) => void (noStore = error.message)) : undefined;
    const [store, imported, binary] = await Promise.all([opened, Loaders.import(loaders, language), download(wasmUrl)]);
    this.#loaders = imported;
    const sources = { fetcher: new ModuleFetcher(this.#policy, language, store), loaders: imported, hostModules: this.#hostModules };
    this.#modules = new Modules(sources, { imports, manifest, defaults }, language);
    this.#wasmUrl = wasmUrl;
    this.#binary = binary;
    await this.#prepared(memoryBytes ?? MEMORY_BYTES);
    return { loadMs: performance.now() - began, noStore };
  }

  async #run({ source, file, url, arguments: args, environment, input, memoryBytes = MEMORY_BYTES, cpuMilliseconds }) {
    const began = performance.now();
    await this.#fetchModules({ source, url });
    if (this.#isStopped) return this.#stoppedSince(began);
    const program = await this.#create({ memoryBytes, cpuMilliseconds }, { input });
    const kind = this.#language === 'python' ? ModuleKind.python : kindOf(file, source);
    return this.#follow(program, () => program.run({ file, url, source, kind, arguments: args, environment }));
  }

  async #restore(state) {
    const began = performance.now();
    const saved = await decodeSaved(state, this.#language);
    await this.#fetchModules(saved.script);
    if (this.#isStopped) return this.#stoppedSince(began);
    const program = await this.#create(saved.limits, saved);
    return this.#follow(program, () => program.goOn(saved));
  }

  /** What a script may import while it runs. */
  async #fetchModules(script) {
    this.#script = script;
    await Promise.race([this.#modules.prefetch(script.source, script.url, () => this.#libraryModules()), this.#stopping.promise]);
  }

  async #create(limits, { memory, input = new Uint8Array() }) {
    const service = new Service(this.#policy, {
      'host.call': (_context, fields) => this.#callHost(fields),
      'host.receive': (_context, _fields, signal) => this.#events.receive(signal),
      'input.open': opener(input),
    });
    const { module, parts, image } = await this.#prepared(limits.memoryBytes);
    const { write } = this.#surroundings;
    const load = (request) => this.#modules.load(request);
    const preemptInterval = this.#preemptInterval;
    const afterword = (errors) => this.#modules.summary(errors);
    return Program.create({ module, parts, service, load, write, limits, preemptInterval, memory: memory ?? image, afterword });
  }

  /** Names of Python's library, as a program of a moment tells. */
  async #libraryModules() {
    this.#libraryNames ??= this.#askLibrary();
    return new Set(await this.#libraryNames);
  }

  async #askLibrary() {
    const { module, parts, image } = await this.#guest.prepared;
    let printed = '';
    const write = (_stream, text) => {
      printed += text;
    };
    const service = new Service(new Policy(false));
    const load = () => ({ notFound: 'there are no modules here' });
    const limits = { memoryBytes: this.#guest.memoryBytes };
    const program = await Program.create({ module, parts, service, load, write, limits, preemptInterval: 0, memory: image });
    const source = 'import sys\nprint(*sys.stdlib_module_names, *sys.builtin_module_names)';
    await program.run({ file: 'names.py', url: 'strait:names.py', source, kind: ModuleKind.python });
    // What the guest brings beside the standard library.
    return ['network', ...printed.split(/\s+/)];
  }

  #prepared(memoryBytes) {
    if (this.#guest?.memoryBytes !== memoryBytes) {
      this.#guest = { memoryBytes, prepared: this.#prepare(memoryBytes) };
    }
    return this.#guest.prepared;
  }

  async #prepare(memoryBytes) {
    const module = await WebAssembly.compile(limitMemory(this.#binary, memoryBytes));
    this.#parts ??= await Parts.of(module, this.#wasmUrl);
    return { module, parts: this.#parts, image: await Guest.image(module, this.#parts) };
  }

  async #follow(program, work) {
    this.#program = program;
    if (this.#isStopped) program.stop();
    try {
      return await work();
    } finally {
      this.#program = undefined;
    }
  }

  async #alone(work) {
    if (this.#isBusy) throw new Error('a program is running already; wait for its end, or stop it');
    this.#isBusy = true;
    this.#isStopped = false;
    this.#stopping = Promise.withResolvers();
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }

  #stop() {
    this.#isStopped = true;
    this.#stopping.resolve(undefined);
    this.#program?.stop();
  }

  /** The result of a program that was stopped before it began. */
  #stoppedSince(began) {
    const out = 'strait: the script was stopped\n';
    this.#surroundings.write('stderr', out);
    return { exitCode: ExitCode.stopped, limit: 'stopped', out, ms: performance.now() - began };
  }

  #setPreemptInterval(steps) {
    if (this.#language !== 'python') throw new Error('a program in this language cannot be preempted; Python programs can');
    this.#preemptInterval = steps;
    this.#program?.preempt(steps);
  }

  #running(purpose) {
    if (this.#program === undefined) throw new Error(`no program is running, so there is no state ${purpose}`);
    return this.#program;
  }

  async #callHost({ module, function: name, arguments: encoded }) {
    let value;
    try {
      const args = decodeValue(encoded);
      if (!Array.isArray(args)) throw new TypeError('the arguments of a host call are an array');
      const call = { module, function: name, arguments: args };
      const loaded = this.#loaders.call(call);
      value = await (loaded === undefined ? this.#surroundings.callHost(call) : loaded.value);
      return { name: 'value', value: encodeValue(value) };
    } catch (error) {
      throw new Failure('host', error.message);
    }
  }
}

async function download(url) {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`cannot load ${url}: the server answered with status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
