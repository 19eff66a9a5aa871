import { DOMException } from './exception.js';
import {
  connectAbortSignals,
  Event,
  eventHandler,
  EventTarget,
  fireEvent,
  hasListeners,
  setEventHandler,
} from './event.js';
import { clearTimeout, setTimeout } from './timers.js';
import { expose, inspectAs, internal, required, requireInternal } from './webidl.js';

/** A brand check that no script can forge. */
export let isAbortSignal;
/** Runs a function when the signal aborts, before its listeners, whatever they do. Not run if it already has aborted. */
export let addAbortAlgorithm;
export let removeAbortAlgorithm;
/** The reason of an aborted signal. */
export let abortReason;
/** Makes a signal nobody controls but the caller, who aborts it with `abortSignal`. */
export let createSignal;
export let abortSignal;
let dropDependent;

/** https://dom.spec.whatwg.org/#interface-AbortSignal */
export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason;
  /** @type {Set<() => void> | undefined} */
  #algorithms;
  /** The signals this one follows (`AbortSignal.any`), never followers themselves. @type {AbortSignal[] | undefined} */
  #sources;
  /** The signals that follow this one. @type {Set<WeakRef<AbortSignal>> | undefined} */
  #dependents;
  /** Dependents somebody waits on: they must live as long as this one can abort. @type {Set<AbortSignal> | undefined} */
  #observed;
  #timer;

  constructor(token = undefined) {
    requireInternal(token);
    super();
  }

  static abort(reason = undefined) {
    const signal = new AbortSignal(internal);
    signal.#abortWith(reason);
    return signal;
  }

  static timeout(milliseconds) {
    required(arguments.length, 1, 'AbortSignal.timeout');
    const delay = Number(milliseconds);
    if (!(delay >= 0 && delay <= Number.MAX_SAFE_INTEGER)) {
      throw new TypeError('AbortSignal.timeout: the time is not a whole number of milliseconds.');
    }
    const signal = new AbortSignal(internal);
    signal.#timer = new SignalTimer(signal, Math.trunc(delay));
    return signal;
  }

  static any(signals) {
    required(arguments.length, 1, 'AbortSignal.any');
    const list = [...signals];
    for (const signal of list) {
      if (!isAbortSignal(signal)) throw new TypeError('AbortSignal.any: an element is not an AbortSignal.');
    }
    return AbortSignal.#follow(list);
  }

  /** https://dom.spec.whatwg.org/#create-a-dependent-abort-signal */
  static #follow(signals) {
    const result = new AbortSignal(internal);
    for (const signal of signals) {
      if (signal.#aborted) {
        result.#aborted = true;
        result.#reason = signal.#reason;
        return result;
      }
    }
    const sources = new Set();
    for (const signal of signals) {
      for (const source of signal.#sources ?? [signal]) sources.add(source);
    }
    const reference = new WeakRef(result);
    for (const source of sources) {
      source.#dependents ??= new Set();
      source.#dependents.add(reference);
      forgetDependent.register(result, { source: new WeakRef(source), reference });
    }
    result.#sources = [...sources];
    return result;
  }

  get aborted() {
    return this.#aborted;
  }

  get reason() {
    return this.#reason;
  }

  throwIfAborted() {
    if (this.#aborted) throw this.#reason;
  }

  get onabort() {
    return eventHandler(this, 'abort');
  }

  set onabort(value) {
    setEventHandler(this, 'abort', value);
    this.#keepAlive();
  }

  addEventListener(type, callback, options = undefined) {
    super.addEventListener(type, callback, options);
    this.#keepAlive();
  }

  removeEventListener(type, callback, options = undefined) {
    super.removeEventListener(type, callback, options);
    this.#keepAlive();
  }

  /**
   * Makes what may abort this signal hold on to it while somebody waits for that, and let go otherwise, so that a signal
   * followed by many short-lived ones does not collect them.
   */
  #keepAlive() {
    if (this.#sources === undefined && this.#timer === undefined) return;
    const awaited =
      !this.#aborted &&
      (this.#algorithms?.size > 0 || this.#observed?.size > 0 || hasListeners(this, 'abort'));
    if (this.#timer !== undefined) this.#timer.observed = awaited ? this : undefined;
    if (this.#sources === undefined) return;
    for (const source of this.#sources) {
      if (awaited) {
        source.#observed ??= new Set();
        source.#observed.add(this);
      } else {
        source.#observed?.delete(this);
      }
      source.#keepAlive();
    }
  }

  /** https://dom.spec.whatwg.org/#abortsignal-signal-abort */
  #abortWith(reason) {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
    const dependents = [];
    for (const reference of this.#dependents ?? []) {
      const dependent = reference.deref();
      if (dependent === undefined || dependent.#aborted) continue;
      dependent.#aborted = true;
      dependent.#reason = this.#reason;
      dependents.push(dependent);
    }
    this.#runAbortSteps();
    for (const dependent of dependents) dependent.#runAbortSteps();
    this.#dependents = undefined;
    this.#observed = undefined;
  }

  #runAbortSteps() {
    const algorithms = this.#algorithms;
    this.#algorithms = undefined;
    if (algorithms !== undefined) for (const algorithm of algorithms) algorithm();
    if (hasListeners(this, 'abort')) fireEvent(this, new Event('abort'));
    this.#keepAlive();
  }

  static {
    isAbortSignal = (value) => typeof value === 'object' && value !== null && #algorithms in value;
    addAbortAlgorithm = (signal, algorithm) => {
      if (signal.#aborted) return;
      signal.#algorithms ??= new Set();
      signal.#algorithms.add(algorithm);
      signal.#keepAlive();
    };
    removeAbortAlgorithm = (signal, algorithm) => {
      if (signal.#algorithms?.delete(algorithm)) signal.#keepAlive();
    };
    abortReason = (signal) => signal.#reason;
    createSignal = (followed) =>
      followed === undefined ? new AbortSignal(internal) : AbortSignal.#follow([followed]);
    abortSignal = (signal, reason) => signal.#abortWith(reason);
    dropDependent = (source, reference) => source?.#dependents?.delete(reference);
  }
}
expose(AbortSignal);
inspectAs(AbortSignal, ['aborted']);
connectAbortSignals({ is: isAbortSignal, addAlgorithm: addAbortAlgorithm });

/** https://dom.spec.whatwg.org/#interface-abortcontroller */
export class AbortController {
  #signal;

  /** Made when first looked at or needed. */
  get signal() {
    this.#signal ??= createSignal();
    return this.#signal;
  }

  abort(reason = undefined) {
    abortSignal(this.signal, reason);
  }
}
expose(AbortController);
inspectAs(AbortController, ['signal']);

/**
 * The timer of `AbortSignal.timeout`. It does not keep the program alive, nor a signal that nobody waits on: `observed`
 * holds the signal while somebody does.
 */
class SignalTimer {
  observed;

  constructor(signal, delay) {
    const reference = new WeakRef(signal);
    this.timeout = setTimeout(() => {
      const target = reference.deref();
      if (target === undefined) return;
      abortSignal(target, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, Math.min(delay, 2 ** 31 - 1));
    this.timeout.unref();
    dropTimer.register(signal, this.timeout);
  }
}

const dropTimer = new FinalizationRegistry(clearTimeout);
const forgetDependent = new FinalizationRegistry(({ source, reference }) => dropDependent(source.deref(), reference));
