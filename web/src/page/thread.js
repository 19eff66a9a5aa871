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
  #release;
  #port;
  /** Why the program that runs is being ended. @type {{ exitCode: number, limit: string, sentence: string } | undefined} */
  #ending;
  #isEnded = false;
  #loaded;

  /**
   * @param {object} options what the worker loads
   * @param {{ output: (stream: string, text: string) => void, callHost: (call: any) => any, loadHost: (name: string) => any }} page
   */
  constructor(options, page) {
    ({ worker: this.#worker, release: this.#release } = spawn());
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
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => this.#timedOut(timeoutMs), timeoutMs);
    const unwatch = cpuMilliseconds === undefined ? () => {} : this.#watch(cpuMilliseconds);
    try {
      const result = await this.#port.request(how, payload);
      return this.#ending !== undefined && result.limit === 'stopped' ? this.#ended(result.out, result.ms) : result;
    } catch (error) {
      if (this.#ending === undefined) throw error;
      return this.#ended(`strait: ${this.#ending.sentence}\n`, performance.now() - began);
    } finally {
      unwatch();
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
    const late = setTimeout(() => {
      if (this.#ending === ending) this.end(new Error(ending.sentence));
    }, STOP_MS);
    await this.#port.request(ToWorker.stop).catch(() => {});
    clearTimeout(late);
  }

  #timedOut(timeoutMs) {
    const sentence = `the script ran for ${timeoutMs / 1000} s, the time it has; allow more with timeout`;
    this.stop({ exitCode: ExitCode.timeout, limit: 'timeout', sentence });
  }

  /**
   * A worker that computes does not answer; so the page asks it now and then, and ends it when no answer comes for as long as it
   * may compute.
   *
   * @returns {() => void} ends it
   */
  #watch(cpuMilliseconds) {
    const interval = Math.min(Math.max(cpuMilliseconds / 4, 20), 1000);
    let timer;
    let isOver = false;
    const wait = () => {
      clearTimeout(timer);
      if (!isOver) timer = setTimeout(ask, interval);
    };
    const ask = () => {
      timer = setTimeout(() => this.#usedUp(cpuMilliseconds), cpuMilliseconds + CPU_GRACE_MS);
      // It rejects when the thread has ended, and with it the program.
      this.#port.request(ToWorker.ping).then(wait, () => {});
    };
    wait();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }

  #usedUp(cpuMilliseconds) {
    const sentence = `the script used up its ${cpuMilliseconds / 1000} s of CPU time; allow more with cpuTime`;
    this.#ending = { exitCode: ExitCode.cpuTime, limit: 'cpu-time', sentence };
    this.end(new Error(sentence));
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
    this.#release();
    this.#port.close(reason);
  }
}
