// One worker thread and the program in it, as the page sees them.
import { Port } from '../shared/port.js';
import { ExitCode, ToPage, ToWorker } from '../shared/protocol.js';
import { spawn } from './spawn.js';

/** What a program gets to end by itself before its thread is ended. */
const STOP_MS = 250;
/** Beyond its CPU time; a guest that stops itself can say where it was. */
const CPU_GRACE_MS = 500;

export class Thread {
  #worker;
  #port;
  #loaded;
  /** Why the program that runs is being ended. @type {{ exitCode: number, limit: string, sentence: string } | undefined} */
  #ending;
  #isEnded = false;

  /**
   * @param {object} options what the worker loads
   * @param {{ output: (stream: string, text: string) => void, callHost: (call: any) => any, loadHost: (name: string) => any }} page
   */
  constructor(options, page) {
    this.#worker = spawn();
    this.#port = new Port(this.#worker, {
      [ToPage.output]: ({ stream, text }) => page.output(stream, text),
      [ToPage.hostCall]: (call) => page.callHost(call),
      [ToPage.loadHost]: ({ name }) => page.loadHost(name),
    });
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end(new Error(`the worker failed: ${event.message ?? 'its script cannot be loaded'}`));
    });
    this.#loaded = this.#port.request(ToWorker.load, options);
    this.#loaded.catch(() => this.end(new Error('the worker could not be loaded')));
  }

  /** @returns {Promise<{ loadMs: number, noStore?: string }>} */
  get loaded() {
    return this.#loaded;
  }

  get isEnded() {
    return this.#isEnded;
  }

  /**
   * A program, from its start or a saved state to its end.
   *
   * @param {'run' | 'restore-state'} how
   * @param {object} payload
   * @param {{ timeoutMs?: number, cpuMilliseconds?: number }} limits
   * @returns {Promise<import('../shared/protocol.js').RunResult>}
   */
  async run(how, payload, { timeoutMs, cpuMilliseconds }) {
    await this.#loaded;
    const began = performance.now();
    this.#ending = undefined;
    let isOver = false;
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => this.#timedOut(timeoutMs), timeoutMs);
    if (cpuMilliseconds !== undefined) this.#watch(cpuMilliseconds, () => isOver);
    try {
      const result = await this.#port.request(how, payload);
      return this.#ending !== undefined && result.limit === 'stopped' ? this.#ended(result.out, result.ms) : result;
    } catch (error) {
      if (this.#ending === undefined) throw error;
      return this.#ended(`strait: ${this.#ending.sentence}\n`, performance.now() - began);
    } finally {
      isOver = true;
      clearTimeout(timer);
    }
  }

  #ended(out, ms) {
    const { exitCode, limit, sentence } = this.#ending;
    return { exitCode, limit, ms, out: out.replace('the script was stopped', sentence) };
  }

  /** Ends the program, and the thread with it when the program is too busy to notice. */
  async stop(ending = { exitCode: ExitCode.stopped, limit: 'stopped', sentence: 'the script was stopped' }) {
    if (this.#ending !== undefined) return;
    this.#ending = ending;
    const late = new Promise((resolve) => setTimeout(resolve, STOP_MS, 'late'));
    const answer = await Promise.race([this.#port.request(ToWorker.stop).catch(() => {}), late]);
    if (answer === 'late' && this.#ending === ending) this.end(new Error(ending.sentence));
  }

  #timedOut(timeoutMs) {
    const sentence = `the script ran for ${timeoutMs / 1000} s, the time it has; allow more with timeout`;
    this.stop({ exitCode: ExitCode.timeout, limit: 'timeout', sentence });
  }

  /** A worker that computes does not answer; so the page asks it now and then what it has computed, and knows when it asked. */
  async #watch(cpuMilliseconds, isOver) {
    const interval = Math.min(Math.max(cpuMilliseconds / 4, 20), 1000);
    while (!isOver()) {
      await new Promise((resolve) => setTimeout(resolve, interval));
      if (isOver()) return;
      const answer = this.#port.request(ToWorker.ping).catch(() => 0);
      const patience = new Promise((resolve) => setTimeout(resolve, cpuMilliseconds + CPU_GRACE_MS, 'late'));
      if ((await Promise.race([answer, patience])) !== 'late' || isOver()) continue;
      const sentence = `the script used up its ${cpuMilliseconds / 1000} s of CPU time; allow more with cpuTime`;
      this.#ending = { exitCode: ExitCode.cpuTime, limit: 'cpu-time', sentence };
      this.end(new Error(sentence));
      return;
    }
  }

  request(name, payload) {
    return this.#port.request(name, payload);
  }

  note(name, payload) {
    this.#port.note(name, payload);
  }

  /** Ends the thread at once. */
  end(reason) {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#worker.terminate();
    this.#port.close(reason);
  }
}
