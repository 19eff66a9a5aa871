// The messages between a page and its worker. Either side may send notes, which have no answer, and requests, which have
// exactly one. The names of both are listed in protocol.js.

/** A request failed on the other side. */
const ERRORS = { Error, TypeError, RangeError, SyntaxError, ReferenceError };

/**
 * One end of the connection.
 *
 * @typedef {object} Target a Worker, the global object of one, or a MessagePort
 * @property {(message: any, transfer?: Transferable[]) => void} postMessage
 * @property {(type: string, listener: (event: any) => void) => void} addEventListener
 */
export class Port {
  #target;
  #handlers;
  #lastId = 0;
  /** Requests that wait for their answer. */
  #pending = new Map();
  #closedBecause;

  /**
   * @param {Target} target
   * @param {Record<string, (payload: any) => any>} handlers what to do about each note and request of the other side
   */
  constructor(target, handlers) {
    this.#target = target;
    this.#handlers = handlers;
    target.addEventListener('message', ({ data }) => this.#receive(data));
    target.addEventListener('messageerror', () => this.close(new Error('a message could not be read')));
    target.start?.();
  }

  /** Sends a note. */
  note(name, payload, transfer = []) {
    if (this.#closedBecause === undefined) this.#target.postMessage({ note: name, payload }, transfer);
  }

  /** Sends a request. @returns {Promise<any>} */
  request(name, payload, transfer = []) {
    if (this.#closedBecause !== undefined) return Promise.reject(this.#closedBecause);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      try {
        this.#target.postMessage({ request: name, id, payload }, transfer);
      } catch (error) {
        this.#pending.delete(id);
        reject(error);
      }
    });
  }

  /** Rejects what waits for an answer, and everything after. */
  close(reason) {
    this.#closedBecause ??= reason;
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  #receive(message) {
    if (typeof message !== 'object' || message === null) return;
    if (message.note !== undefined) this.#handlers[message.note]?.(message.payload);
    else if (message.request !== undefined) this.#answer(message);
    else if (message.answer !== undefined) this.#settle(message);
  }

  async #answer({ request, id, payload }) {
    const handler = this.#handlers[request];
    try {
      if (handler === undefined) throw new TypeError(`the other side of the worker knows no request \`${request}\``);
      this.#target.postMessage({ answer: id, value: await handler(payload) });
    } catch (error) {
      this.#target.postMessage({ answer: id, error: describeError(error) });
    }
  }

  #settle({ answer, value, error }) {
    const pending = this.#pending.get(answer);
    this.#pending.delete(answer);
    if (error === undefined) pending?.resolve(value);
    else pending?.reject(rebuildError(error));
  }
}

function describeError(error) {
  if (!(error instanceof Error) && typeof error?.message !== 'string') return { name: 'Error', message: `${error}` };
  return { name: `${error.name}`, message: `${error.message}`, code: typeof error.code === 'string' ? error.code : undefined };
}

function rebuildError({ name, message, code }) {
  const error = new (ERRORS[name] ?? Error)(message);
  if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
  if (code !== undefined) error.code = code;
  return error;
}
