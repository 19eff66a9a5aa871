// One program: a guest, its calls, and the turn loop that ties them together.
import { Question, decodeGlobals, decodeTasks, encodeReplies, encodeStart } from '../shared/abi.js';
import { ExitCode } from '../shared/protocol.js';
import { Guest } from './guest.js';
import { nextTask } from './next_task.js';
import { Output, OutputLimit } from './output.js';
import { PartError } from './parts.js';
import { Service } from './service.js';

/**
 * Of the guest's stack in linear memory. A browser's own stack in a worker has about a megabyte, and code of a guest takes several
 * times as much of it.
 */
const STACK_BYTES = 192 * 1024;

const MEBIBYTE = 1024 * 1024;
/** Calls that lose nothing when they are given up and made again. */
const REPEATABLE = new Set(['host.receive', 'signal.receive']);
/** What guests exit with after an exception that nothing caught. */
const EXIT_UNCAUGHT = 1;

export class Program {
  #guest;
  #service;
  #output;
  #limits;
  #computed = 0;
  #turnSince;
  #isPaused = false;
  #isStopped = false;
  /** The guest could go on: the next turn waits for no reply. */
  #isPreempted = false;
  #afterword;
  /** When those of the calls end that are sleeps, by id. @type {Map<number, number>} */
  #sleeps = new Map();
  /** Calls that the guest waits for, by id. @type {Map<number, { id: number, operation: string, fields: object }>} */
  #calls = new Map();

  /**
   * @param {object} options
   * @param {WebAssembly.Module} options.module
   * @param {import('./parts.js').Parts} options.parts
   * @param {Service} options.service
   * @param {(request: any) => any} options.load answers imports
   * @param {(stream: 'stdout' | 'stderr', text: string) => void} options.write
   * @param {{ memoryBytes: number, cpuMilliseconds?: number }} options.limits
   * @param {number} options.preemptInterval steps that a turn may take; 0 leaves it to the guest
   * @param {Uint8Array} options.memory what it begins with: the guest's image, or that of a saved program
   * @param {(errors: string) => string | undefined} [options.afterword] what to say behind an uncaught error, given what the script
   *   wrote to standard error
   */
  static async create(options) {
    const { module, parts, service, load, write, limits, preemptInterval, memory, afterword = () => undefined } = options;
    const program = new Program();
    program.#afterword = afterword;
    program.#service = service;
    program.#limits = limits;
    program.#output = new Output(write);
    const surroundings = { load, write: (stream, bytes) => program.#output.write(stream, bytes) };
    program.#guest = await Guest.create(module, parts, surroundings, memory);
    program.#guest.preempt(preemptInterval);
    return program;
  }

  /** Milliseconds it has computed for. */
  get computed() {
    return this.#computed + (this.#turnSince === undefined ? 0 : performance.now() - this.#turnSince);
  }

  /**
   * Runs a script to its end.
   *
   * @param {import('../shared/abi.js').Start} start
   * @returns {Promise<import('../shared/protocol.js').RunResult>}
   */
  run(start) {
    return this.#until(() => this.#turns(encodeStart({ ...start, ...this.#limits, stackBytes: STACK_BYTES })));
  }

  /** Goes on with a saved program: its sleeps last as long as they had left, it waits for events again, and all else has failed. */
  goOn(saved) {
    return this.#until(() => {
      const now = performance.now();
      for (const { id, left } of saved.sleeps) this.#start({ id, operation: 'time.sleep', fields: { milliseconds: left } }, now);
      for (const call of saved.again) this.#start(call, now);
      for (const id of saved.lost) {
        this.#calls.set(id, { id, operation: 'none any more', fields: {} });
        this.#service.fail(id, 'aborted', 'the program was saved and restored while this was under way');
      }
      return this.#turns(saved.preempted ? encodeReplies([]) : undefined);
    });
  }

  /** What `goOn` needs beside the memory, and the memory. Only between two turns. */
  save() {
    const now = performance.now();
    const sleeps = [...this.#sleeps].map(([id, until]) => ({ id, left: Math.max(until - now, 0) }));
    const others = [...this.#calls.values()].filter(({ id }) => !this.#sleeps.has(id));
    const again = others.filter(({ operation }) => REPEATABLE.has(operation));
    const lost = others.filter(({ operation }) => !REPEATABLE.has(operation)).map(({ id }) => id);
    // What is not limited is left out: a value that is not there is `null` where it is read again.
    const limits = Object.fromEntries(Object.entries(this.#limits).filter(([, limit]) => limit !== undefined));
    return { sleeps, again, lost, preempted: this.#isPreempted, limits, memory: this.#guest.copyMemory() };
  }

  /** Its global variables. Only between two turns. @throws {Error} for a guest that cannot tell */
  globals() {
    return decodeGlobals(this.#inspect(Question.globals));
  }

  /** Its tasks. Only between two turns. @throws {Error} for a guest that cannot tell */
  tasks() {
    return decodeTasks(this.#inspect(Question.tasks));
  }

  #inspect(question) {
    const answer = this.#guest.inspect(question);
    if (answer === undefined || answer.length === 0) throw new Error('this language has no view of a program that runs; Python has');
    return answer;
  }

  /** How many steps a turn may take, from the next one on; 0 leaves it to the guest. */
  preempt(steps) {
    this.#guest.preempt(steps);
  }

  /** No turn begins until `resume`. */
  pause() {
    this.#isPaused = true;
  }

  resume() {
    this.#isPaused = false;
    this.#service.wake();
  }

  /** Ends it before its next turn. */
  stop() {
    this.#isStopped = true;
    this.#service.wake();
  }

  async #until(work) {
    const began = performance.now();
    try {
      const end = await work();
      const sentence = end.exitCode === EXIT_UNCAUGHT ? this.#afterword(this.#output.errors) : undefined;
      if (sentence !== undefined) this.#output.say(sentence);
      this.#output.flush();
      return { out: this.#output.errors, ms: performance.now() - began, ...end };
    } finally {
      this.#output.flush();
      this.#service.close();
    }
  }

  /** @param {Uint8Array | undefined} first the first message, if there is one */
  async #turns(first) {
    let message = first;
    for (;;) {
      if (message !== undefined) {
        const end = this.#turn(message);
        if (end !== undefined) return end;
        if (!this.#isPreempted && this.#service.inFlight === 0) return { exitCode: 0 };
      }
      if (!this.#isPreempted) await this.#service.waiting();
      // In a task of its own, so that messages of the page, and timers, get their turn too.
      await nextTask();
      while (this.#isPaused && !this.#isStopped) await this.#service.woken();
      if (this.#isStopped) return this.#stopped('stopped', ExitCode.stopped, 'the script was stopped');
      const outcomes = this.#service.collect();
      for (const { id } of outcomes) {
        this.#sleeps.delete(id);
        this.#calls.delete(id);
      }
      message = outcomes.length === 0 && !this.#isPreempted ? undefined : encodeReplies(outcomes);
    }
  }

  /** @returns how the program ended, if it did */
  #turn(message) {
    let outgoing;
    this.#turnSince = performance.now();
    try {
      outgoing = this.#guest.turn(message);
    } catch (error) {
      return this.#trapped(error);
    } finally {
      this.#computed += performance.now() - this.#turnSince;
      this.#turnSince = undefined;
      this.#output.flush();
    }
    // Timers of one turn keep their order, however long it takes to start them.
    const now = performance.now();
    for (const call of outgoing.calls) this.#start(call, now);
    for (const id of outgoing.cancelled) {
      this.#sleeps.delete(id);
      this.#calls.delete(id);
      this.#service.cancel(id);
    }
    this.#isPreempted = outgoing.state.name === 'preempted';
    return this.#endOf(outgoing.state);
  }

  #start(call, now) {
    this.#calls.set(call.id, call);
    if (call.operation === 'time.sleep') this.#sleeps.set(call.id, now + call.fields.milliseconds);
    this.#service.start(call, now);
  }

  #endOf(state) {
    const { memoryBytes, cpuMilliseconds } = this.#limits;
    switch (state.name) {
      case 'finished':
        return { exitCode: state.exitCode };
      case 'out of time':
        return this.#outOfTime();
      case 'out of memory':
        return this.#outOfMemory();
      default:
        if (this.#guest.memoryBytes > memoryBytes) return this.#outOfMemory();
        if (cpuMilliseconds !== undefined && this.#computed > cpuMilliseconds) return this.#outOfTime();
        return undefined;
    }
  }

  #trapped(error) {
    if (error instanceof PartError) throw error;
    if (error instanceof OutputLimit) return this.#stopped('output', ExitCode.output, error.message);
    // What engines throw when the stack of WebAssembly is used up.
    if (error instanceof RangeError || error?.name === 'InternalError') {
      return this.#stopped('stack', ExitCode.stack, 'the script recursed deeper than its stack allows');
    }
    const isTrap = error instanceof WebAssembly.RuntimeError;
    if (isTrap && this.#guest.memoryBytes > this.#limits.memoryBytes * 0.9) return this.#outOfMemory();
    throw new Error(`the guest failed: ${error.message}`, { cause: error });
  }

  #outOfTime() {
    const seconds = this.#limits.cpuMilliseconds / 1000;
    return this.#stopped('cpu-time', ExitCode.cpuTime, `the script used up its ${seconds} s of CPU time; allow more with cpuTime`);
  }

  #outOfMemory() {
    const mebibytes = Math.floor(this.#limits.memoryBytes / MEBIBYTE);
    return this.#stopped('memory', ExitCode.memory, `the script needs more than its ${mebibytes} MiB of memory; allow more with memory`);
  }

  #stopped(limit, exitCode, sentence) {
    this.#output.say(sentence);
    return { exitCode, limit };
  }
}
