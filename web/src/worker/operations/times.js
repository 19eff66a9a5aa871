// How long a request may take.
import { Failure } from '../../shared/abi.js';

/** The longest delay that `setTimeout` takes, 24 days; longer times are as good as none. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * The times of one `http.send`. A browser does not tell connecting from answering: the head of the response has to be there
 * within the time for either, the longer one where both are given, from when the browser was handed the request.
 */
export class Times {
  #url;
  #head;
  #ending = new AbortController();
  #headTimer;
  #totalTimer;
  #signal;
  #onAbort = () => this.#ending.abort(this.#signal.reason);

  /**
   * Begins the time of the whole.
   *
   * @param {{ connectMilliseconds?: number, responseMilliseconds?: number, totalMilliseconds?: number }} fields zero counts as one
   * @param {URL} url
   * @param {AbortSignal} signal that gives the request up
   */
  constructor({ connectMilliseconds, responseMilliseconds, totalMilliseconds }, url, signal) {
    this.#url = url;
    this.#signal = signal;
    const forHead = [connectMilliseconds, responseMilliseconds].filter((time) => time !== undefined);
    this.#head = forHead.length === 0 ? undefined : Math.max(...forHead);
    this.#totalTimer = this.#failAfter(totalMilliseconds, (time) => `the request to ${url.href} was not over within ${time} ms`);
    if (signal.aborted) this.#onAbort();
    else signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** For what takes as long as it takes. */
  static unlimited() {
    return new Times({}, new URL('about:blank'), new AbortController().signal);
  }

  /** Aborts when a time has passed, by a `timed-out`, or when the request is given up. */
  get signal() {
    return this.#ending.signal;
  }

  /** The browser is handed the request. */
  sent() {
    this.#headTimer = this.#failAfter(this.#head, (time) => `${this.#url.origin} did not begin to answer within ${time} ms`);
  }

  /** The head of the response is there. */
  answered() {
    clearTimeout(this.#headTimer);
  }

  /** The body is over, or nobody wants the rest. */
  end() {
    clearTimeout(this.#headTimer);
    clearTimeout(this.#totalTimer);
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  #failAfter(milliseconds, sentence) {
    if (milliseconds === undefined || milliseconds > LONGEST_TIMEOUT) return undefined;
    const time = Math.max(milliseconds, 1);
    return setTimeout(() => this.#ending.abort(new Failure('timed-out', sentence(time))), time);
  }
}
