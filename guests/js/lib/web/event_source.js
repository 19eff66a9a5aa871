import { native } from '../native.js';
import { now } from './clock.js';
import { ErrorEvent, Event, EventTarget, defineEventHandlers, fireEvent, messageEvent } from './event.js';
import { DOMException } from './exception.js';
import { blockFromInit } from './headers.js';
import { URL } from './url.js';
import { defineConstants, expose, inspectAs, required, toDictionary, toUSVString } from './webidl.js';

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 2;

/** Events that one receive brings at most. */
const BATCH = 64;

/**
 * https://html.spec.whatwg.org/#the-eventsource-interface
 *
 * The host parses and reconnects; this turns what happened into events.
 */
export class EventSource extends EventTarget {
  #url;
  #origin;
  #withCredentials;
  #state = CONNECTING;
  #handle;
  /** The call that is outstanding. */
  #call;

  /**
   * @param {string | URL} url
   * @param {{ withCredentials?: boolean, headers?: HeadersInit }} [options] `headers`, sent with every request, is not in the
   *   standard
   */
  constructor(url, options = undefined) {
    super();
    required(arguments.length, 1, 'EventSource constructor');
    const given = toDictionary(options, 'EventSource constructor: the second argument');
    const text = toUSVString(url);
    let parsed;
    try {
      parsed = new URL(text);
    } catch {
      throw new DOMException(`'${text}' is not a URL.`, 'SyntaxError');
    }
    this.#url = parsed.href;
    this.#origin = parsed.origin;
    this.#withCredentials = Boolean(given.withCredentials);
    const headers = given.headers === undefined ? '' : blockFromInit(given.headers);
    this.#call = native.sseConnect(this.#url, headers, (error, handle) => {
      if (error !== undefined) {
        this.#fail(error.message, error);
        return;
      }
      this.#handle = handle;
      this.#receive();
    });
  }

  get url() {
    return this.#url;
  }

  get withCredentials() {
    return this.#withCredentials;
  }

  get readyState() {
    return this.#state;
  }

  /** No event comes after it. */
  close() {
    if (this.#state === CLOSED) return;
    this.#state = CLOSED;
    native.cancel(this.#call);
    this.#release();
  }

  #receive() {
    this.#call = native.sseReceive(this.#handle, BATCH, (error, events) => {
      if (error !== undefined) {
        this.#fail(error.message, error);
        return;
      }
      // Before the listeners run: one that throws must not end the source. A failed source says nothing more.
      if (events[events.length - 4] !== 'failed') this.#receive();
      const time = now();
      for (let at = 0; at < events.length; at += 4) {
        if (at > 0) native.drain();
        if (this.#state === CLOSED) return;
        this.#happened(events[at], events[at + 1], events[at + 2], events[at + 3], time);
      }
    });
  }

  #happened(what, first, data, lastEventId, time) {
    if (what === 'message') {
      fireEvent(this, messageEvent(first, data, this.#origin, lastEventId, time));
    } else if (what === 'open') {
      this.#origin = new URL(first).origin;
      this.#state = OPEN;
      fireEvent(this, new Event('open'));
    } else if (what === 'interrupted') {
      this.#state = CONNECTING;
      this.#fireError(first);
    } else {
      this.#fail(first);
    }
  }

  #fail(message, cause) {
    if (this.#state === CLOSED) return;
    this.#state = CLOSED;
    this.#release();
    this.#fireError(message, cause);
  }

  #release() {
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle !== undefined) native.close(handle);
  }

  #fireError(message, cause) {
    const error = cause ?? Object.assign(new Error(message), { code: 'ERR_EVENT_SOURCE' });
    fireEvent(this, new ErrorEvent('error', { message, error }));
  }
}
defineEventHandlers(EventSource, 'open', 'message', 'error');
expose(EventSource);
defineConstants(EventSource, { CONNECTING, OPEN, CLOSED });
inspectAs(EventSource, ['url', 'readyState', 'withCredentials']);
