import { encodeValue } from '../shared/cbor.js';

/** Events that wait for a script to receive them. */
const MOST_EVENTS = 64 * 1024;
/** The most that one receive brings. */
const BATCH = 64;

/** Texts that the page pushed, until a script receives them. They are kept from one program to the next. */
export class Events {
  #waiting = [];
  #arrived = () => {};

  push(text) {
    this.#waiting.push(`${text}`);
    // A script that does not receive loses the oldest; it cannot be told, and the page cannot wait.
    if (this.#waiting.length > MOST_EVENTS) this.#waiting.shift();
    this.#arrived();
  }

  /** `host.receive`. Giving it up loses no event. */
  async receive(signal) {
    while (this.#waiting.length === 0) {
      await new Promise((resolve) => {
        this.#arrived = resolve;
        signal.addEventListener('abort', resolve, { once: true });
      });
      signal.throwIfAborted();
    }
    return { name: 'value', value: encodeValue(this.#waiting.splice(0, BATCH)) };
  }
}
