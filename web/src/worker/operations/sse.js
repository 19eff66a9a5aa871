// Server-Sent Events, over fetch: it sends headers and the last event id, which the browser's own EventSource does not.
import { Failure } from '../../shared/abi.js';
import { EventStream } from '../../shared/event_stream.js';
import { parseURL } from '../target.js';
import { Turns } from '../../shared/turns.js';
import { request, requestHeaders } from './http.js';

/** Another attempt would end the same way. */
const FINAL_CODES = ['denied', 'invalid', 'unsupported'];

class Source {
  static label = 'event source';
  #stream;
  #waiting = [];
  #turns = new Turns();
  /** The pull under way: one that its call gave up is taken over by the next. */
  #pull;

  constructor(stream) {
    this.#stream = stream;
  }

  receive(maxEvents, signal) {
    return this.#turns.take(async () => {
      signal.throwIfAborted();
      if (this.#waiting.length === 0) {
        if (this.#stream.isOver) throw new Failure('closed', 'the event source is closed');
        this.#pull ??= this.#stream.next();
        const events = await Promise.race([this.#pull, aborted(signal)]);
        this.#pull = undefined;
        if (events.length === 0) throw new Failure('closed', 'the event source is closed');
        this.#waiting = events;
      }
      return { name: 'events', events: this.#waiting.splice(0, Math.max(maxEvents, 1)) };
    });
  }

  close() {
    this.#stream.close();
  }
}

function aborted(signal) {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

export function connect(context, { url: text, headers: block, lastEventId }) {
  const url = parseURL(text, ['http:', 'https:']);
  const headers = requestHeaders(block, url);
  if (!headers.has('accept')) headers.set('accept', 'text/event-stream');
  const connectOnce = async (lastId, signal) => {
    if (/^[^\0\n\r]+$/.test(lastId)) headers.set('last-event-id', latin1(lastId));
    else headers.delete('last-event-id');
    try {
      return await request(context, url, { headers }, signal);
    } catch (error) {
      throw Object.assign(error, { final: FINAL_CODES.includes(error.code) });
    }
  };
  const stream = new EventStream(connectOnce, lastEventId);
  return { name: 'opened', handle: context.handles.add(new Source(stream)) };
}

/** UTF-8 as a header has it: one character for each byte. */
function latin1(text) {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

export function receive({ handles }, { source, maxEvents }, signal) {
  return handles.get(source, Source).receive(maxEvents, signal);
}
