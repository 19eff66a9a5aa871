import { native } from '../native.js';
import { nextTick } from '../tick.js';
import { blobBytes, blobFromBytes, isBlob } from './blob.js';
import { now } from './clock.js';
import { CloseEvent, ErrorEvent, Event, EventTarget, defineEventHandlers, fireEvent, hasListeners, messageEvent } from './event.js';
import { DOMException } from './exception.js';
import { blockFromInit } from './headers.js';
import { URL } from './url.js';
import { bytesOf, defineConstants, expose, inspectAs, internal, isBufferSource, required, toUSVString } from './webidl.js';

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

/** Messages that one receive brings at most. */
const BATCH = 64;

/** Bytes and messages that are with the host at a time, not taken by the system yet; the others wait here. */
const BYTES_UNDER_WAY = 1 << 20;
const SENDS_UNDER_WAY = 64;

/** RFC 6455 section 5.5: what fits into a control frame beside the code. */
const REASON_BYTES = 123;

/** Begins a connection by an asynchronous native call, `start(done)` with `done(error, handle, protocol, extensions)`. */
export let establish;
/** Breaks the connection off, without a closing handshake. */
export let terminate;
/** Closes with a code of 0 for none, which has been checked. */
export let beginClose;
/** Has pings and pongs, `callback('ping' | 'pong', payload)`, received from here on. */
export let watchControl;
/** Has messages handed over as they come, strings and ArrayBuffers, before they are events. */
export let watchMessages;
/** As send(), for bytes that are a text in UTF-8. */
export let sendText;
/** Sends a ping or a pong: `sendControl(socket, payload, isPong, done)`. */
export let sendControl;
/** Connects: `connectTo(socket, url, protocols, block, options)`, options being those of `native.wsConnect`. */
export let connectTo;

/** https://websockets.spec.whatwg.org/#the-websocket-interface */
export class WebSocket extends EventTarget {
  #url = '';
  #origin = '';
  #state = CONNECTING;
  #binaryType = 'blob';
  #protocol = '';
  #extensions = '';
  /** The call that connects. */
  #connecting;
  /** The call that receives. */
  #receiving;
  #onControl;
  #onMessage;
  /** One function for all receives, and one for all sends; what the sends are about, in order. */
  #received;
  #taken;
  #sizes = [];
  #handle;
  #bufferedAmount = 0;
  /** Messages that are not with the host yet. */
  #waiting = [];
  #bytesUnderWay = 0;
  #sendsUnderWay = 0;
  /** What close() asked for, while messages wait. @type {{ code: number, reason: string } | undefined} */
  #close;

  /**
   * @param {string | URL} url
   * @param {string | string[] | { protocols?: string | string[], headers?: HeadersInit }} [protocols] as in Node.js and Deno it
   *   may be an object, with headers for the handshake
   */
  constructor(url, protocols = undefined) {
    super();
    if (url === internal) return;
    required(arguments.length, 1, 'WebSocket constructor');
    const options = typeof protocols === 'object' && protocols !== null && !(Symbol.iterator in protocols);
    const names = protocolList(options ? protocols.protocols : protocols);
    const headers = options && protocols.headers !== undefined ? blockFromInit(protocols.headers) : '';
    this.#connectTo(url, names, headers, undefined);
  }

  #connectTo(url, protocols, block, options) {
    const parsed = parseURL(toUSVString(url));
    this.#url = parsed.href;
    this.#origin = parsed.origin;
    this.#establish((done) => native.wsConnect(parsed.href, protocols, block, options, done));
  }

  get url() {
    return this.#url;
  }

  get readyState() {
    return this.#state;
  }

  get bufferedAmount() {
    return this.#bufferedAmount;
  }

  get extensions() {
    return this.#extensions;
  }

  get protocol() {
    return this.#protocol;
  }

  get binaryType() {
    return this.#binaryType;
  }

  set binaryType(value) {
    const type = `${value}`;
    if (type === 'blob' || type === 'arraybuffer') this.#binaryType = type;
  }

  /** https://websockets.spec.whatwg.org/#dom-websocket-send */
  send(data) {
    required(arguments.length, 1, 'WebSocket.send');
    let message;
    let size;
    if (typeof data === 'string') {
      // On its way to the host it becomes well-formed.
      message = data;
      size = native.utf8Length(data);
    } else if (isBufferSource(data)) {
      message = bytesOf(data);
      size = message.byteLength;
    } else if (isBlob(data)) {
      message = blobBytes(data);
      size = message.byteLength;
    } else {
      message = toUSVString(data);
      size = native.utf8Length(message);
    }
    this.#send(message, size, typeof message === 'string');
  }

  #send(message, size, isText) {
    if (this.#state === CONNECTING) {
      throw new DOMException('The WebSocket is still connecting; send when it is open.', 'InvalidStateError');
    }
    this.#bufferedAmount += size;
    if (this.#state !== OPEN) return;
    if (this.#waiting.length > 0 || !this.#hasRoom()) {
      // The script may change its buffer before the message's turn comes.
      this.#waiting.push({ message: typeof message === 'string' ? message : message.slice(), size, isText });
    } else {
      this.#sendNow(message, size, isText);
    }
  }

  /** https://websockets.spec.whatwg.org/#dom-websocket-close */
  close(code = undefined, reason = undefined) {
    if (code !== undefined) {
      code = clampToUnsignedShort(code);
      if (code !== 1000 && (code < 3000 || code > 4999)) {
        throw new DOMException(
          `The close code has to be 1000 or from 3000 to 4999; ${code} is neither.`,
          'InvalidAccessError',
        );
      }
    }
    reason = reason === undefined ? '' : toUSVString(reason);
    if (native.utf8Length(reason) > REASON_BYTES) {
      throw new DOMException(`The close reason is longer than ${REASON_BYTES} bytes.`, 'SyntaxError');
    }
    this.#beginClose(code ?? (reason === '' ? 0 : 1000), reason);
  }

  #beginClose(code, reason) {
    if (this.#state >= CLOSING) return;
    const wasConnecting = this.#state === CONNECTING;
    this.#state = CLOSING;
    if (wasConnecting) {
      native.cancel(this.#connecting);
      nextTick(() => this.#fail('the WebSocket was closed before it was open'));
      return;
    }
    this.#close = { code, reason };
    this.#pump();
  }

  #establish(start) {
    this.#connecting = start((error, handle, protocol, extensions) => {
      this.#connecting = undefined;
      if (error !== undefined) {
        this.#fail(error.message, error);
        return;
      }
      this.#handle = handle;
      this.#protocol = protocol;
      this.#extensions = extensions;
      this.#state = OPEN;
      // Receiving begins before the script hears of the opening, so that the program goes on whatever a listener does.
      this.#receive();
      fireEvent(this, new Event('open'));
    });
  }

  #hasRoom() {
    return this.#sendsUnderWay === 0 || (this.#sendsUnderWay < SENDS_UNDER_WAY && this.#bytesUnderWay < BYTES_UNDER_WAY);
  }

  #sendNow(message, size, isText) {
    this.#sendsUnderWay++;
    this.#bytesUnderWay += size;
    this.#sizes.push(size);
    this.#taken ??= (error) => {
      // Messages are taken in the order they were sent in.
      const size = this.#sizes.shift();
      this.#sendsUnderWay--;
      this.#bytesUnderWay -= size;
      if (error === undefined) {
        this.#bufferedAmount -= size;
        if (this.#waiting.length > 0 || this.#close !== undefined) this.#pump();
      } else if (error.reason !== 'closed') {
        // A message that the host refuses, for its size as a rule: the peer would miss it.
        this.#giveUp(error.message, error);
      }
    };
    native.wsSend(this.#handle, message, isText, this.#taken);
  }

  /** Hands over what there is room for, and the close behind it. */
  #pump() {
    if (this.#handle === undefined) return;
    let taken = 0;
    while (taken < this.#waiting.length && this.#hasRoom()) {
      const { message, size, isText } = this.#waiting[taken++];
      this.#sendNow(message, size, isText);
    }
    if (taken > 0) this.#waiting.splice(0, taken);
    if (this.#waiting.length > 0 || this.#close === undefined) return;
    const { code, reason } = this.#close;
    this.#close = undefined;
    native.wsClose(this.#handle, code, reason, (error) => {
      if (error !== undefined && error.reason !== 'closed') this.#giveUp(error.message, error);
    });
  }

  #receive() {
    this.#received ??= (error, messages, code, reason, clean, problem) => {
      this.#receiving = undefined;
      if (this.#handle === undefined) return;
      if (error !== undefined) {
        this.#giveUp(error.message, error);
      } else if (messages === undefined) {
        this.#release();
        this.#end(code, reason, clean, problem);
      } else {
        const time = now();
        for (let i = 0; i < messages.length; i++) {
          if (i > 0) native.drain();
          // "When a WebSocket message has been received", step 1.
          if (this.#state !== OPEN) break;
          if (Array.isArray(messages[i])) {
            this.#onControl?.(...messages[i]);
            continue;
          }
          this.#onMessage?.(messages[i]);
          if (this.#onMessage === undefined || hasListeners(this, 'message')) {
            fireEvent(this, messageEvent('message', this.#dataOf(messages[i]), this.#origin, '', time));
          }
        }
        // Behind what the listeners have sent: asking for more lets the host answer a close of the peer's.
        if (this.#handle !== undefined) this.#receive();
      }
    };
    this.#receiving = native.wsReceive(this.#handle, BATCH, this.#onControl !== undefined, this.#received);
  }

  #dataOf(message) {
    if (typeof message === 'string' || this.#binaryType === 'arraybuffer') return message;
    return blobFromBytes(new Uint8Array(message), '');
  }

  #release() {
    if (this.#handle === undefined) return;
    native.close(this.#handle);
    this.#handle = undefined;
    this.#waiting.length = 0;
  }

  #giveUp(message, cause) {
    if (this.#state === CLOSED) return;
    this.#release();
    this.#fail(message, cause);
  }

  #fail(message, cause) {
    this.#end(1006, '', false, message, cause);
  }

  /**
   * https://websockets.spec.whatwg.org/#eventdef-websocket-close: 'error' comes first when this side failed the connection, not when
   * the peer is gone.
   */
  #end(code, reason, wasClean, message, cause) {
    this.#state = CLOSED;
    if (message !== undefined) {
      const error = cause ?? Object.assign(new Error(message), { code: 'ERR_WEBSOCKET' });
      fireEvent(this, new ErrorEvent('error', { message, error }));
      native.drain();
    }
    fireEvent(this, new CloseEvent('close', { code, reason, wasClean }));
  }

  static {
    establish = (socket, url, start) => {
      socket.#url = url;
      socket.#establish(start);
    };
    connectTo = (socket, ...given) => socket.#connectTo(...given);
    watchMessages = (socket, callback) => {
      socket.#onMessage = callback;
    };
    sendText = (socket, bytes) => socket.#send(bytes, bytes.byteLength, true);
    beginClose = (socket, code, reason) => socket.#beginClose(code, reason);
    watchControl = (socket, callback) => {
      socket.#onControl = callback;
      if (socket.#receiving === undefined) return;
      // The call under way does not bring them; cancelling it loses no message.
      native.cancel(socket.#receiving);
      socket.#receive();
    };
    sendControl = (socket, payload, isPong, done) => native.wsPing(socket.#handle, payload, isPong, done);
    terminate = (socket) => {
      if (socket.#state === CLOSED) return;
      if (socket.#connecting !== undefined) native.cancel(socket.#connecting);
      socket.#connecting = undefined;
      const hadOpened = socket.#handle !== undefined;
      socket.#release();
      socket.#state = CLOSING;
      nextTick(() => {
        socket.#state = CLOSED;
        fireEvent(socket, new CloseEvent('close', { code: 1006, reason: '', wasClean: false }));
      });
      return hadOpened;
    };
  }
}
defineEventHandlers(WebSocket, 'open', 'error', 'close', 'message');
expose(WebSocket);
defineConstants(WebSocket, { CONNECTING, OPEN, CLOSING, CLOSED });
inspectAs(WebSocket, ['url', 'readyState', 'protocol', 'extensions', 'binaryType', 'bufferedAmount']);

/** https://websockets.spec.whatwg.org/#dom-websocket-websocket, steps 1 to 8. */
function parseURL(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new DOMException(`'${text}' is not a URL.`, 'SyntaxError');
  }
  if (url.protocol === 'http:') url.protocol = 'ws:';
  else if (url.protocol === 'https:') url.protocol = 'wss:';
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    throw new DOMException(`The scheme of a WebSocket URL is ws or wss, not '${url.protocol.slice(0, -1)}'.`, 'SyntaxError');
  }
  if (url.hash !== '' || url.href.endsWith('#')) {
    throw new DOMException(`A WebSocket URL has no fragment: '${text}'.`, 'SyntaxError');
  }
  return url;
}

function protocolList(protocols) {
  if (protocols === undefined) return [];
  const iterable = typeof protocols === 'object' && protocols !== null;
  const names = iterable ? Array.from(protocols, (name) => `${name}`) : [`${protocols}`];
  for (const [index, name] of names.entries()) {
    if (!native.isToken(name)) throw new DOMException(`'${name}' cannot be a WebSocket protocol.`, 'SyntaxError');
    if (names.indexOf(name) !== index) throw new DOMException(`The WebSocket protocol '${name}' is given twice.`, 'SyntaxError');
  }
  return names;
}

/** Web IDL `[Clamp] unsigned short`: to the nearest, a tie to the even. */
function clampToUnsignedShort(value) {
  const number = Math.min(Math.max(Number(value), 0), 65535);
  if (Number.isNaN(number)) return 0;
  const floor = Math.floor(number);
  const rest = number - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
