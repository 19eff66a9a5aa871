import { reachable } from './access.js';

/** `ws_open`, `ws_send`, `ws_close`, `ws_state`. Every event of a socket goes to the script as JSON, with its `msg`. */
export function ws(state, context) {
  /** Whether each socket gets open, when that is known. @type {WeakMap<WebSocket, Promise<boolean>>} */
  const openings = new WeakMap();

  function found(handle) {
    const socket = state.sockets.get(handle);
    if (socket === undefined) throw new Error(`invalid socket handle: ${handle}`);
    return socket;
  }

  return {
    /** @returns {number} a handle, before the connection is open */
    ws_open(address, msg, protocolsJson) {
      const protocols = protocolsJson ? JSON.parse(protocolsJson) : [];
      const socket = new WebSocket(reachable(address, context), protocols);
      const push = (event) => context.pushEvent(JSON.stringify({ msg, ...event }));
      socket.binaryType = 'arraybuffer';
      socket.onopen = () => push({ type: 'open' });
      socket.onmessage = ({ data }) => push({ type: 'message', ...(typeof data === 'string' ? { data } : { binary: true }) });
      socket.onerror = () => push({ type: 'error' });
      const opening = new Promise((resolve) => {
        socket.addEventListener('open', () => resolve(true));
        socket.addEventListener('close', () => resolve(false));
      });
      openings.set(socket, opening);
      const giveUp = () => {
        socket.onopen = socket.onmessage = socket.onerror = socket.onclose = null;
        socket.close();
      };
      context.signal?.addEventListener('abort', giveUp);
      socket.onclose = ({ code, reason, wasClean }) => {
        context.signal?.removeEventListener('abort', giveUp);
        push({ type: 'close', code, reason, was_clean: wasClean });
      };
      const handle = state.nextSocket++;
      state.sockets.set(handle, socket);
      return handle;
    },

    /** Waits for the connection. What is sent on a WebSocket that is closing or closed is dropped. */
    async ws_send(handle, data) {
      const socket = found(handle);
      if (!(await openings.get(socket))) throw new Error('cannot send on a WebSocket that did not open');
      socket.send(data);
    },

    /** The handle is invalid from then on; the event `close` still comes. */
    ws_close(handle, code, reason) {
      const socket = found(handle);
      if (code === undefined || code === null) socket.close();
      else socket.close(code, reason ?? '');
      state.sockets.delete(handle);
    },

    /** 0 connecting, 1 open, 2 closing, 3 closed. */
    ws_state(handle) {
      return found(handle).readyState;
    },
  };
}
