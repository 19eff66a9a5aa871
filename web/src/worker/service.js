// One run's calls: started, cancelled, collected. The counterpart of crates/strait-net/src/service.rs.
import { Failure } from '../shared/abi.js';
import { Handles } from './handles.js';
import * as http from './operations/http.js';
import * as sse from './operations/sse.js';
import * as stream from './operations/stream.js';
import * as time from './operations/time.js';
import * as ws from './operations/ws.js';
import { Permits } from '../shared/turns.js';

/** Calls under way, as on the server. */
const MOST_CALLS = 64 * 1024;
/** Requests that the browser is given at a time; it refuses them when there are some thousands. */
const MOST_REQUESTS = 128;
/** The most outcomes one turn carries, so that a flood of replies cannot keep a turn from starting. */
const BATCH = 1024;

/** What a browser can perform: `(context, fields, signal) => reply`, or a promise of one, or a thrown Failure. */
const PERFORMERS = {
  'time.sleep': time.sleep,
  // No signal reaches a page.
  'signal.receive': () => new Promise(() => {}),
  'http.send': http.send,
  'stream.open': stream.open,
  'stream.read': stream.read,
  'stream.write': stream.write,
  'stream.shutdown': stream.shutdown,
  'handle.close': stream.close,
  'ws.connect': ws.connect,
  'ws.receive': ws.receive,
  'ws.send': ws.send,
  'ws.close': ws.close,
  'sse.connect': sse.connect,
  'sse.receive': sse.receive,
};

/** What is over at once and frees something. */
const FREEING = new Set(['handle.close']);

export class Service {
  #context;
  #performers;
  /** Calls under way, by id: how to give each up. @type {Map<number, AbortController>} */
  #calls = new Map();
  #finished = [];
  #wake = () => {};

  /**
   * @param {import('../shared/policy/policy.js').Policy} policy
   * @param {Record<string, Function>} [more] performers of further operations
   */
  constructor(policy, more = {}) {
    this.#context = { policy, handles: new Handles(), requests: new Permits(MOST_REQUESTS), sleeps: new time.Sleeps(), now: 0 };
    this.#performers = { ...PERFORMERS, ...more };
  }

  /** Starts a call of a turn that ended at `now`. Its outcome comes from `collect`, unless it is cancelled. */
  start({ id, operation, fields }, now = performance.now()) {
    this.#context.now = now;
    if (this.inFlight >= MOST_CALLS && !FREEING.has(operation)) {
      const failure = new Failure('limit', `this script already waits for ${MOST_CALLS} calls, the most it may; wait for some`);
      this.#finish({ id, failure });
      return;
    }
    const performer = this.#performers[operation];
    if (performer === undefined) {
      const failure = new Failure('unsupported', `a browser cannot do this (${operation}); run the script on a server for it`);
      this.#finish({ id, failure });
      return;
    }
    const call = new AbortController();
    let result;
    try {
      result = performer(this.#context, fields, call.signal);
    } catch (error) {
      this.#finish({ id, failure: failureOf(error) });
      return;
    }
    if (!(result instanceof Promise)) {
      this.#finish({ id, reply: result });
      return;
    }
    this.#calls.set(id, call);
    result.then(
      (reply) => this.#settle(call, { id, reply }),
      (error) => this.#settle(call, { id, failure: failureOf(error) }),
    );
  }

  /** Gives a call up; its outcome is dropped. Harmless for one that is unknown or finished. */
  cancel(id) {
    const call = this.#calls.get(id);
    if (call !== undefined) {
      this.#calls.delete(id);
      call.abort();
    }
    const index = this.#finished.findIndex((outcome) => outcome.id === id);
    if (index >= 0) this.#finished.splice(index, 1).forEach((outcome) => this.#release(outcome));
  }

  /** Calls started and not yet collected or cancelled. */
  get inFlight() {
    return this.#calls.size + this.#finished.length;
  }

  get openHandles() {
    return this.#context.handles.size;
  }

  /** Resolves when there is something to collect, or `wake` is called. */
  waiting() {
    return this.#finished.length > 0 ? Promise.resolve() : this.woken();
  }

  /** Resolves when another call finishes, or `wake` is called. */
  woken() {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  wake() {
    this.#wake();
  }

  /** Lets a call fail that was never started here. */
  fail(id, code, message) {
    this.#finish({ id, failure: new Failure(code, message) });
  }

  /** What has finished, some of it. */
  collect() {
    return this.#finished.splice(0, BATCH);
  }

  /** Gives everything up. */
  close() {
    for (const call of this.#calls.values()) call.abort();
    this.#calls.clear();
    this.#finished = [];
    this.#context.handles.closeAll();
  }

  #settle(call, outcome) {
    if (this.#calls.get(outcome.id) !== call) return this.#release(outcome);
    this.#calls.delete(outcome.id);
    return this.#finish(outcome);
  }

  #finish(outcome) {
    this.#finished.push(outcome);
    this.#wake();
  }

  /** A reply that nobody gets must not leave its handle open. */
  #release({ reply }) {
    const handle = reply?.handle ?? reply?.rest ?? reply?.socket;
    if (handle !== undefined) this.#context.handles.close(handle);
  }
}

function failureOf(error) {
  return error instanceof Failure ? error : new Failure('io', `${error?.message ?? error}`);
}
