// The host module `network`: HTTP, WebSocket and Server-Sent Events for scripts of a page.
//
//   createWorker({ mainThreadModules: { network } })
//
// A function that waits for an answer returns a promise, and only the coroutine that called it waits. What WebSockets and
// event sources bring goes to the script's `receive()`, as compact JSON.
import { http } from './main/http.js';
import { sse } from './main/sse.js';
import { ws } from './main/ws.js';

/**
 * @param {import('../../src/page/host_modules.js').HostContext} context
 * @returns {Record<string, (...args: any[]) => any>}
 */
export function network(context) {
  const state = {
    /** Requests under way, by number. @type {Map<number, AbortController>} */
    requests: new Map(),
    nextRequest: 0,
    /** @type {Map<number, WebSocket>} */
    sockets: new Map(),
    nextSocket: 0,
    /** @type {Map<number, object>} */
    sources: new Map(),
    nextSource: 0,
  };
  return Object.assign({}, http(state, context), ws(state, context), sse(state, context));
}

export default network;
