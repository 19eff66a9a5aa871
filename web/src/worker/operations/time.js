/** The longest delay that `setTimeout` takes. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Sleeps, which end in the order of their time, however late the browser is. */
export class Sleeps {
  /** The first to end is the last here. @type {{ end: number, resolve: (reply: object) => void }[]} */
  #waiting = [];
  #timer;

  /** `time.sleep`. Not finite or negative counts as zero. `now` is when its turn ended. */
  sleep(milliseconds, now, signal) {
    const end = now + (Number.isFinite(milliseconds) ? Math.max(milliseconds, 0) : 0);
    return new Promise((resolve) => {
      const sleep = { end, resolve };
      this.#waiting.splice(this.#indexOf(end), 0, sleep);
      signal.addEventListener('abort', () => this.#give(sleep));
      if (this.#waiting.at(-1) === sleep) this.#wait();
    });
  }

  #wait() {
    clearTimeout(this.#timer);
    const next = this.#waiting.at(-1);
    if (next === undefined) return;
    this.#timer = setTimeout(() => this.#ring(), Math.min(Math.max(next.end - performance.now(), 0), LONGEST_TIMEOUT));
  }

  #ring() {
    const now = performance.now();
    while (this.#waiting.at(-1)?.end <= now) this.#waiting.pop().resolve({ name: 'done' });
    this.#wait();
  }

  #give(sleep) {
    // Those that end at the same time lie behind this index.
    let index = this.#indexOf(sleep.end);
    while (index < this.#waiting.length && this.#waiting[index].end === sleep.end && this.#waiting[index] !== sleep) index += 1;
    if (this.#waiting[index] !== sleep) return;
    const wasNext = index === this.#waiting.length - 1;
    this.#waiting.splice(index, 1);
    if (wasNext) this.#wait();
  }

  /** Where one that ends at this time belongs: before all that end at it, or sooner. */
  #indexOf(end) {
    let [low, high] = [0, this.#waiting.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#waiting[middle].end > end) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export function sleep({ sleeps, now }, { milliseconds }, signal) {
  return sleeps.sleep(milliseconds, now, signal);
}
