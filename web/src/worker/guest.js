// One instance of a guest: its imports, its memory, and a turn.
import { ABI_VERSION, decodeLoadRequest, decodeOutgoing, encodeLoadAnswer } from '../shared/abi.js';

/** Asked of the guest at least, so that most messages need no new room. */
const LEAST_ROOM = 16 * 1024;
/** A longer inbox is not kept: the guest may have better use for it. */
const MOST_ROOM_KEPT = 256 * 1024;
/** What `crypto.getRandomValues` gives at a time. */
const RANDOM_BYTES = 64 * 1024;

/** The guest did what its contract does not allow. */
export class GuestError extends Error {
  name = 'GuestError';
}

/**
 * @typedef {object} Surroundings what a guest may ask for in the middle of a turn
 * @property {(stream: 1 | 2, bytes: Uint8Array) => void} write
 * @property {(request: { specifier: string, referrer: string, isRequire: boolean }) => any} load the answer, see encodeLoadAnswer
 */

export class Guest {
  #exports;
  #room = { pointer: 0, length: 0 };
  /** The answer of the last `load`, until the guest has room for it. */
  #answer = new Uint8Array();

  /**
   * The memory that every program of a guest begins with: the engine made, its library loaded. Nothing in it depends on the
   * time or on chance.
   *
   * @param {WebAssembly.Module} module
   * @param {import('./parts.js').Parts} parts
   * @returns {Promise<Uint8Array>}
   */
  static async image(module, parts) {
    const refuse = () => {
      throw new GuestError('the guest asked for what its image may not depend on');
    };
    const { exports } = await WebAssembly.instantiate(module, {
      strait: { clock: () => 0, random: refuse, load: refuse, write: () => {} },
      ...parts.imports(module, () => exports),
    });
    (exports.strait_initialize_from_source ?? exports.strait_initialize)?.();
    return new Uint8Array(exports.memory.buffer).slice();
  }

  /**
   * @param {WebAssembly.Module} module
   * @param {import('./parts.js').Parts} parts
   * @param {Surroundings} surroundings
   * @param {Uint8Array} memory what its linear memory begins with. Besides it a guest has no state between two turns: its stack
   *   pointer is back where it was, and its table changes only where a part comes, which comes again when it is called
   * @returns {Promise<Guest>}
   */
  static async create(module, parts, surroundings, memory) {
    const guest = new Guest();
    const strait = {
      clock: () => performance.timeOrigin + performance.now(),
      random: (pointer, length) => fillRandom(guest.#range(pointer, length)),
      write: (stream, pointer, length) => {
        if (stream !== 1 && stream !== 2) throw new GuestError(`the guest wrote to stream ${stream}`);
        surroundings.write(stream, guest.#range(pointer, length));
      },
      load: (request, requestLength, answer, capacity) => {
        if (requestLength > 0) {
          guest.#answer = encodeLoadAnswer(surroundings.load(decodeLoadRequest(guest.#range(request, requestLength))));
        }
        const { length } = guest.#answer;
        if (length <= capacity >>> 0) guest.#range(answer, length).set(guest.#answer);
        return length;
      },
    };
    const { exports } = await WebAssembly.instantiate(module, { strait, ...parts.imports(module, () => exports) });
    guest.#exports = exports;
    // Before any call, which may bring a part with data of its own.
    guest.#fill(memory);
    const version = exports.strait_abi_version();
    if (version !== ABI_VERSION) throw new GuestError(`the guest speaks ABI version ${version}, this host ${ABI_VERSION}`);
    return guest;
  }

  /** The size of its linear memory. */
  get memoryBytes() {
    return this.#exports.memory.buffer.byteLength;
  }

  /** A copy of its linear memory; between two turns this is all of its state. */
  copyMemory() {
    return new Uint8Array(this.#exports.memory.buffer).slice();
  }

  /**
   * What the guest tells of its program, between two turns.
   *
   * @param {number} question
   * @returns {Uint8Array | undefined} valid until the next turn; nothing from a guest that cannot tell
   */
  inspect(question) {
    if (this.#exports.strait_inspect === undefined) return undefined;
    const answer = BigInt.asUintN(64, this.#exports.strait_inspect(question));
    return this.#range(Number(answer >> 32n), Number(answer & 0xffffffffn));
  }

  /** How many steps a turn may take, from the next one on; 0 leaves it to the guest, as does one that has no such export. */
  preempt(steps) {
    this.#exports.strait_preempt?.(steps);
  }

  /**
   * Hands in a message and runs the guest until nothing can go on.
   *
   * @param {Uint8Array} message
   * @throws {GuestError | DecodeError} for a guest that breaks its contract, and whatever WebAssembly throws at a trap
   */
  turn(message) {
    this.#makeRoom(message.length);
    this.#range(this.#room.pointer, message.length).set(message);
    const outgoing = BigInt.asUintN(64, this.#exports.strait_turn(message.length));
    return decodeOutgoing(this.#range(Number(outgoing >> 32n), Number(outgoing & 0xffffffffn)));
  }

  #makeRoom(length) {
    if (length <= this.#room.length && this.#room.length <= MOST_ROOM_KEPT) return;
    const room = Math.max(length, LEAST_ROOM);
    this.#room = { pointer: this.#exports.strait_inbox(room) >>> 0, length: room };
  }

  #range(pointer, length) {
    const { buffer } = this.#exports.memory;
    const [start, size] = [pointer >>> 0, length >>> 0];
    if (start + size > buffer.byteLength) throw new GuestError('the guest named bytes outside its memory');
    return new Uint8Array(buffer, start, size);
  }

  #fill(image) {
    const { memory } = this.#exports;
    const missing = image.length - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536));
    new Uint8Array(memory.buffer).set(image);
  }
}

function fillRandom(bytes) {
  for (let at = 0; at < bytes.length; at += RANDOM_BYTES) crypto.getRandomValues(bytes.subarray(at, at + RANDOM_BYTES));
}
