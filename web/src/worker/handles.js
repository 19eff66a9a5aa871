import { Failure } from '../shared/abi.js';

/** Handles that a run may have open, as on the server. */
const MOST_HANDLES = 16 * 1024;

/**
 * What a guest's handles stand for. A handle is never used again, and a closed one is a failure.
 *
 * A resource has a `kind` for messages and `close()`, which gives up what is under way.
 */
export class Handles {
  #last = 0;
  #resources = new Map();

  /** @returns {number} */
  add(resource) {
    this.reserve();
    this.#last += 1;
    this.#resources.set(this.#last, resource);
    return this.#last;
  }

  /** As `add`, for what is open already: without room for it, it is closed. @returns {number} */
  adopt(resource) {
    try {
      return this.add(resource);
    } catch (error) {
      resource.close();
      throw error;
    }
  }

  /** @throws {Failure} when there is no room for another */
  reserve() {
    if (this.#resources.size < MOST_HANDLES) return;
    throw new Failure('limit', `this script has ${MOST_HANDLES} handles open, the most it may; close some`);
  }

  /** @template T @param {number} handle @param {new (...args: any[]) => T} kind @returns {T} */
  get(handle, kind) {
    const resource = this.#resources.get(handle);
    if (resource === undefined) throw new Failure('closed', `the ${kind.label} is closed`);
    if (!(resource instanceof kind)) throw new Failure('invalid', `handle ${handle} is no ${kind.label}`);
    return resource;
  }

  close(handle) {
    const resource = this.#resources.get(handle);
    this.#resources.delete(handle);
    resource?.close();
  }

  closeAll() {
    for (const handle of [...this.#resources.keys()]) this.close(handle);
  }

  get size() {
    return this.#resources.size;
  }
}
