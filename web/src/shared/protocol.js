// What a page and its worker tell each other; how, is port.js's.

/** Requests of the page. */
export const ToWorker = {
  /**
   * `{ language, wasmUrl, imports, manifest, hostModules, loaders, defaults, allowNet, memoryBytes, preemptInterval, integrity, version }`:
   * once, before anything else. Answer: `{ loadMs, noStore }`, why there is no store for modules if one is wanted.
   */
  load: 'load',
  /** What {@link import('../index.js').StraitWorker.run} takes. Answer: {@link RunResult}. */
  run: 'run',
  /** The program goes on from a saved state. Answer: {@link RunResult}. */
  restoreState: 'restore-state',
  /** Answer: the state of the program that runs, as bytes. */
  saveState: 'save-state',
  /** Answer: the global variables of the program that runs, as representations by name. */
  stateGlobals: 'state-globals',
  /** Answer: the tasks of the program that runs, as {@link import('../index.js').TaskView}s. */
  stateStack: 'state-stack',
  /** `{ steps }`, for the program that runs and for those after it. */
  setPreemptInterval: 'set-preempt-interval',
  /** Answer: whether a program was running. */
  pause: 'pause',
  resume: 'resume',
  /** Ends the program. Answer: nothing, when it has ended. */
  stop: 'stop',
  /** Forgets modules that were fetched. */
  clearCache: 'clear-cache',
  /** Answer: milliseconds that the program has computed for. A worker that computes does not answer. */
  ping: 'ping',
  /** Note: a text for the script's `receive()`. */
  pushEvent: 'push-event',
};

/** What the worker tells the page. */
export const ToPage = {
  /** Note: `{ stream: 'stdout' | 'stderr', text }`. */
  output: 'output',
  /** Request: `{ module, function, arguments }`. Answer: what the host module's function gives. */
  hostCall: 'host-call',
  /** Request: `{ name }` of a host module that has an address. Answer: its functions. */
  loadHost: 'load-host',
};

/**
 * How a program ended.
 *
 * @typedef {object} RunResult
 * @property {number} exitCode the script's own; 1 after an uncaught error, 121 to 124 and 130 when it was stopped
 * @property {string} out what it wrote to standard error, the traceback of an uncaught error among it
 * @property {number} ms how long it ran
 * @property {'cpu-time' | 'memory' | 'stack' | 'output' | 'timeout' | 'stopped'} [limit] what stopped it
 */

/** Exit codes of programs that were stopped, the same as those of the command line. */
export const ExitCode = { stack: 121, memory: 122, cpuTime: 123, timeout: 124, stopped: 130, output: 125 };
