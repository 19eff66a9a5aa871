/** Lets asynchronous work in one piece at a time, in the order it was asked for. */
export class Turns {
  #last = Promise.resolve();

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  take(work) {
    const result = this.#last.then(work);
    this.#last = result.then(
      () => {},
      () => {},
    );
    return result;
  }
}

/** Lets only so many at a time go on; the others wait in the order they came. */
export class Permits {
  #free;
  #waiting = new Set();

  constructor(count) {
    this.#free = count;
  }

  /** Resolves when it is this one's turn; `release` has to be called after it. Rejects when the signal aborts. */
  acquire(signal) {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.delete(go);
        reject(signal.reason);
      };
      const go = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      this.#waiting.add(go);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  release() {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free += 1;
    } else {
      this.#waiting.delete(next);
      next();
    }
  }
}
