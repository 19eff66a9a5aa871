import { Permits } from '../../../src/shared/turns.js';
import { parseOptions, reachable } from './access.js';

/** Requests under way at a time; browsers refuse them when there are some thousands. */
const MOST_AT_ONCE = 128;

/** `fetch`, `fetch_text`, `fetch_json`, `abort_request`. */
export function http(state, context) {
  const permits = new Permits(MOST_AT_ONCE);

  /** Waits for its turn, then for the whole answer. */
  async function exchange(address, options, abort) {
    const signal = context.signal === undefined ? abort : AbortSignal.any([abort, context.signal]);
    await permits.acquire(signal);
    try {
      const response = await fetch(reachable(address, context), { ...options, signal });
      if (response.redirected) reachable(response.url, context);
      return { response, body: await response.text() };
    } finally {
      permits.release();
    }
  }

  async function text(address, optionsJson) {
    const { response, body } = await exchange(address, parseOptions(optionsJson), new AbortController().signal);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return body;
  }

  return {
    /** The answer, of any status, as a JSON text; a request that fails gives one with the status 0. */
    async fetch(address, optionsJson) {
      const options = parseOptions(optionsJson);
      const id = state.nextRequest++;
      const abort = new AbortController();
      state.requests.set(id, abort);
      try {
        const { response, body } = await exchange(address, options, abort.signal);
        const { ok, status } = response;
        return JSON.stringify({ id, ok, status, headers: Object.fromEntries(response.headers), body });
      } catch (error) {
        return JSON.stringify({ id, ok: false, status: 0, error: error.message });
      } finally {
        state.requests.delete(id);
      }
    },

    /** The body as text. @throws {Error} the request fails, or its status is not 2xx */
    fetch_text: text,

    /** The same: parsing is the script's. */
    fetch_json: text,

    /** Gives a request up, if it is under way; its `fetch` answers with status 0. */
    abort_request(id) {
      state.requests.get(id)?.abort();
      state.requests.delete(id);
    },
  };
}
