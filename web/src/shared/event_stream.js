// Server-Sent Events as a client: https://html.spec.whatwg.org/#server-sent-events
//
// A source is pulled: `next()` connects, reads and waits as needed, so nothing is read that nobody asks for.

/** What the standard leaves to the user agent; a server changes it by `retry`. */
const RECONNECTION_MS = 3000;
/** The longest reconnection time that a server can ask for. */
const MOST_RETRY_MS = 24 * 60 * 60 * 1000;
/** The most characters of a line, and of the data of an event. */
const MOST_EVENT_LENGTH = 16 * 1024 * 1024;

/** https://html.spec.whatwg.org/#event-stream-interpretation */
export class EventStreamParser {
  /** The last event id as of the last end of an event; a reconnection sends it. */
  lastEventId;
  /** The last event id as of the last field. */
  #id;
  /** Milliseconds that the server asked for, if it did. @type {number | undefined} */
  retry;
  #line = '';
  #afterReturn = false;
  #type = '';
  #data = '';
  #limit;

  constructor(lastEventId = '', limit = MOST_EVENT_LENGTH) {
    this.lastEventId = this.#id = lastEventId;
    this.#limit = limit;
  }

  /**
   * Reads more of the stream.
   *
   * @param {string} text
   * @returns {{ kind: string, data: string, id: string }[]} the events that it completes
   * @throws {RangeError} a line or an event is longer than the limit
   */
  push(text) {
    const events = [];
    let at = this.#afterReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') this.#afterReturn = false;
    const lineEnd = /\r\n|\n|\r/g;
    lineEnd.lastIndex = at;
    for (let end = lineEnd.exec(text); end !== null; end = lineEnd.exec(text)) {
      this.#extend(text.slice(at, end.index));
      this.#endLine(events);
      at = lineEnd.lastIndex;
      this.#afterReturn = end[0] === '\r' && at === text.length;
    }
    this.#extend(text.slice(at));
    return events;
  }

  #extend(text) {
    this.#line += text;
    if (this.#line.length > this.#limit) this.#fail();
  }

  #fail() {
    throw new RangeError(`an event is longer than ${this.#limit} characters`);
  }

  #endLine(events) {
    const line = this.#line;
    this.#line = '';
    if (line === '') return this.#dispatch(events);
    const colon = line.indexOf(':');
    if (colon === 0) return undefined;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    return this.#field(name, value);
  }

  #field(name, value) {
    if (name === 'event') {
      this.#type = value;
    } else if (name === 'data') {
      this.#data += `${value}\n`;
      if (this.#data.length > this.#limit) this.#fail();
    } else if (name === 'id' && !value.includes('\0')) {
      this.#id = value;
    } else if (name === 'retry' && /^[0-9]+$/.test(value)) {
      this.retry = Math.min(Number(value), MOST_RETRY_MS);
    }
  }

  #dispatch(events) {
    const [type, data] = [this.#type, this.#data];
    this.#type = this.#data = '';
    this.lastEventId = this.#id;
    if (data !== '') events.push({ kind: type === '' ? 'message' : type, data: data.slice(0, -1), id: this.lastEventId });
  }
}

/**
 * One event source: its connections, one after the other.
 *
 * @typedef {{ name: 'open', url: string }
 *   | { name: 'message', kind: string, data: string, id: string }
 *   | { name: 'interrupted' | 'failed', message: string }} SourceEvent
 */
export class EventStream {
  #connect;
  #closing = new AbortController();
  #lastEventId;
  #reconnectionMs = RECONNECTION_MS;
  /** When the next connection is to be made; the first at once. */
  #connectAt = 0;
  /** @type {ReadableStreamDefaultReader<string> | undefined} */
  #reader;
  #parser;
  #isOver = false;

  /**
   * @param {(lastEventId: string, signal: AbortSignal) => Promise<Response>} connect makes a request; a rejection whose `final`
   *   is true ends the source, any other is followed by another attempt
   * @param {string} [lastEventId]
   */
  constructor(connect, lastEventId = '') {
    this.#connect = connect;
    this.#lastEventId = lastEventId;
  }

  get isOver() {
    return this.#isOver;
  }

  /**
   * What happened next, at least one event. Calls may not overlap.
   *
   * @returns {Promise<SourceEvent[]>} none when the source was closed
   */
  async next() {
    while (!this.#isOver) {
      const events = this.#reader === undefined ? await this.#open() : await this.#read();
      if (this.#closing.signal.aborted) return [];
      if (events.length > 0) return events;
    }
    return [];
  }

  /** Ends it: no event comes after this. */
  close() {
    this.#isOver = true;
    this.#closing.abort();
    this.#release();
  }

  async #open() {
    const { signal } = this.#closing;
    await wait(this.#connectAt - Date.now(), signal);
    if (signal.aborted) return [];
    let response;
    try {
      response = await this.#connect(this.#lastEventId, signal);
    } catch (error) {
      return error.final ? this.#failed(error.message) : this.#interrupted(error.message);
    }
    if (response.status !== 200) {
      response.body?.cancel().catch(() => {});
      return this.#failed(`the server answered with status ${response.status}, not 200`);
    }
    const type = response.headers.get('content-type') ?? '';
    if (!/^\s*text\/event-stream\s*(;|$)/i.test(type)) {
      response.body?.cancel().catch(() => {});
      return this.#failed(`the server answered with the content type \`${type}\`, not text/event-stream`);
    }
    this.#parser = new EventStreamParser(this.#lastEventId);
    this.#reader = (response.body ?? new Blob().stream()).pipeThrough(new TextDecoderStream()).getReader();
    return [{ name: 'open', url: response.url }];
  }

  async #read() {
    try {
      const { value, done } = await this.#reader.read();
      if (done) return this.#interrupted('the server ended the stream');
      const events = this.#parser.push(value).map((event) => ({ name: 'message', ...event }));
      this.#lastEventId = this.#parser.lastEventId;
      this.#reconnectionMs = this.#parser.retry ?? this.#reconnectionMs;
      return events;
    } catch (error) {
      if (error instanceof RangeError) return this.#failed(error.message);
      return this.#interrupted('the connection broke');
    }
  }

  #interrupted(message) {
    this.#release();
    this.#connectAt = Date.now() + this.#reconnectionMs;
    return [{ name: 'interrupted', message }];
  }

  #failed(message) {
    this.#isOver = true;
    this.#release();
    return [{ name: 'failed', message }];
  }

  #release() {
    this.#reader?.cancel().catch(() => {});
    this.#reader = undefined;
  }
}

/** Resolves after a time, or when the signal aborts. */
function wait(milliseconds, signal) {
  if (milliseconds <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
