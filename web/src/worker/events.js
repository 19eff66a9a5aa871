import { Failure } from '../shared/abi.js';
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
    if (this.#waiting.length >= MOST_EVENTS) throw new Failure('limit', `${MOST_EVENTS} events wait to be received already`);
    this.#waiting.push(`${text}`);
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
