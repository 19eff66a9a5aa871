import { EventStream } from '../../../src/shared/event_stream.js';
import { parseOptions, reachable } from './access.js';

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 2;

/** `sse_open`, `sse_close`, `sse_state`. Events without a name of their own go to the script as JSON, with its `msg`. */
export function sse(state, context) {
  function found(handle) {
    const source = state.sources.get(handle);
    if (source === undefined) throw new Error(`invalid sse handle: ${handle}`);
    return source;
  }

  return {
    /** @returns {number} a handle, before the connection is open */
    sse_open(address, msg, optionsJson) {
      const { withCredentials } = parseOptions(optionsJson);
      const url = reachable(address, context);
      const credentials = withCredentials ? 'include' : 'same-origin';
      const stream = new EventStream((lastEventId, signal) => {
        const headers = { accept: 'text/event-stream' };
        if (lastEventId !== '') headers['last-event-id'] = lastEventId;
        return fetch(url, { headers, credentials, cache: 'no-store', signal });
      });
      const source = { stream, state: CONNECTING };
      const handle = state.nextSource++;
      state.sources.set(handle, source);
      const giveUp = () => stream.close();
      context.signal?.addEventListener('abort', giveUp);
      const end = () => context.signal?.removeEventListener('abort', giveUp);
      deliver(source, (event) => context.pushEvent(JSON.stringify({ msg, ...event }))).finally(end);
      return handle;
    },

    /** Nothing comes after it, and the handle is invalid. */
    sse_close(handle) {
      const source = found(handle);
      state.sources.delete(handle);
      source.stream.close();
    },

    /** 0 connecting, 1 open, 2 closed. */
    sse_state(handle) {
      return found(handle).state;
    },
  };
}

async function deliver(source, push) {
  while (!source.stream.isOver) {
    for (const event of await source.stream.next()) {
      if (event.name === 'message') {
        if (event.kind !== 'message') continue;
        push({ type: 'message', data: event.data, ...(event.id === '' ? {} : { event_id: event.id }) });
      } else if (event.name === 'open') {
        source.state = OPEN;
        push({ type: 'open' });
      } else {
        source.state = event.name === 'failed' ? CLOSED : CONNECTING;
        push({ type: 'error', state: source.state });
      }
    }
  }
}
