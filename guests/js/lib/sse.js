// Serving Server-Sent Events: https://html.spec.whatwg.org/#server-sent-events
import { native } from './native.js';
import { EventEmitter } from './node/events.js';
import { setInterval, clearInterval } from './web/timers.js';

/**
 * A response of node:http that is an event stream. Each event goes out at once. Emits 'close' when the client is gone or
 * close() was called, and 'drain' when the client has caught up after send() returned false.
 */
export class EventStream extends EventEmitter {
  /** The id of the last event that a client which reconnects has seen, or an empty string. */
  lastEventId;
  #response;
  #keepAlive;
  #closed = false;

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   * @param {{ headers?: object, retry?: number, keepAlive?: number }} [options] `retry`: milliseconds after which a client
   *   reconnects; `keepAlive`: milliseconds between comments that keep the connection from being idle, none by default
   */
  constructor(request, response, options = {}) {
    super();
    this.lastEventId = decodeId(request.headers['last-event-id']);
    this.#response = response;
    const { retry, keepAlive } = options;
    if (retry !== undefined) wholeNumber('retry', retry);
    if (keepAlive !== undefined) wholeNumber('keepAlive', keepAlive);
    response.writeHead(200, { 'cache-control': 'no-store', ...options.headers, 'content-type': 'text/event-stream' });
    response.on('drain', () => this.emit('drain'));
    response.on('close', () => this.#end());
    response.flushHeaders();
    if (retry !== undefined) this.#write(`retry: ${retry}\n\n`);
    if (keepAlive > 0) {
      this.#keepAlive = setInterval(() => this.comment(), keepAlive);
      this.#keepAlive.unref();
    }
  }

  get closed() {
    return this.#closed;
  }

  /**
   * Sends an event.
   *
   * @param {string | { data?: string, event?: string, id?: string | number, retry?: number }} event a string is its data
   * @returns {boolean} false when the client takes less than is sent; wait for 'drain'
   */
  send(event) {
    const { data = '', event: type, id, retry } = typeof event === 'string' ? { data: event } : event;
    let text = '';
    if (type !== undefined) text += `event: ${oneLine('event', type)}\n`;
    if (id !== undefined) text += `id: ${oneLine('id', id)}\n`;
    if (retry !== undefined) text += `retry: ${wholeNumber('retry', retry)}\n`;
    for (const line of `${data}`.split(/\r\n|\r|\n/)) text += `data: ${line}\n`;
    return this.#write(`${text}\n`);
  }

  /** Sends a comment, which clients ignore. */
  comment(text = '') {
    let lines = '';
    for (const line of `${text}`.split(/\r\n|\r|\n/)) lines += `: ${line}\n`;
    return this.#write(lines);
  }

  /** Ends the stream. The client reconnects unless it closes its side too. */
  close() {
    if (this.#closed) return;
    this.#response.end();
    this.#end();
  }

  #write(text) {
    return this.#closed ? false : this.#response.write(text);
  }

  #end() {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#keepAlive);
    this.emit('close');
  }
}

/** A line end would end the field, and a client drops an id with a NUL. */
function oneLine(name, value) {
  const text = `${value}`;
  if (/[\r\n\0]/.test(text)) throw new TypeError(`the ${name} of a server-sent event has no line end and no NUL`);
  return text;
}

function wholeNumber(name, value) {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} is a whole number of milliseconds`);
  return value;
}

/** Clients send an id as UTF-8, which a header has as one character for each byte. */
function decodeId(header = '') {
  return native.utf8Decode(native.latin1Encode(header));
}
