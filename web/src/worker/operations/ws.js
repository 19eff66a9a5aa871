// WebSocket, by the browser's own.
import { Failure } from '../../shared/abi.js';
import { parseURL, permit } from '../target.js';
import { Turns } from '../../shared/turns.js';

/** What may wait for the script. A browser reads on whether or not anybody takes the messages. */
const MOST_WAITING_MESSAGES = 64 * 1024;
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
/** Bytes that wait to be sent before a send waits for them. */
const SEND_BUFFER_BYTES = 1024 * 1024;
/** Bytes of one message that is sent, and of all that wait. */
const MOST_SEND_BYTES = 64 * 1024 * 1024;
/** A browser does not tell when its buffer gets shorter; it is looked at so often. */
const LOOK_MS = 5;
/** Connecting and the handshake. */
const CONNECT_MS = 30_000;
/** Close codes in place of 1008 and 1009, which no page may send: the script does not receive; a message is too long. */
const OVERRUN = 4008;
const TOO_LARGE = 4009;

export class Socket {
  static label = 'WebSocket';
  #socket;
  #messages = [];
  #bytes = 0;
  #mostMessageBytes;
  /** How it ended. */
  #end;
  /** Why this side broke it off. @type {string | undefined} */
  #refusal;
  #arrived = () => {};
  #receives = new Turns();
  #sends = new Turns();
  #isGivenUp = false;

  /**
   * @param {WebSocket} socket one that is open
   * @param {number} [mostMessageBytes] of a message from the peer
   */
  constructor(socket, mostMessageBytes = MOST_WAITING_BYTES) {
    this.#socket = socket;
    this.#mostMessageBytes = Math.min(mostMessageBytes, MOST_WAITING_BYTES);
    socket.onmessage = ({ data }) => this.#take(typeof data === 'string' ? data : new Uint8Array(data));
    socket.onclose = ({ code, reason, wasClean }) => {
      const error = this.#refusal ?? (wasClean ? undefined : 'the connection broke');
      const broken = { name: 'ended', code: 1006, reason: '', clean: false, error };
      this.#end = error === undefined ? { name: 'ended', code, reason, clean: true } : broken;
      this.#arrived();
    };
  }

  #take(message) {
    if (isLonger(message, this.#mostMessageBytes)) {
      const most = this.#mostMessageBytes;
      return this.#refuse(TOO_LARGE, `the peer sent a message of more than ${most} bytes, the most it may; allow more with maxPayload`);
    }
    this.#messages.push(message);
    this.#bytes += message.length;
    if (this.#messages.length > MOST_WAITING_MESSAGES || this.#bytes > MOST_WAITING_BYTES) {
      this.#refuse(OVERRUN, `more than ${MOST_WAITING_MESSAGES} messages or ${MOST_WAITING_BYTES} bytes wait to be received`);
    }
    return this.#arrived();
  }

  #refuse(code, sentence) {
    this.#refusal = sentence;
    this.#socket.onmessage = null;
    this.#socket.close(code);
  }

  receive(maxMessages, signal) {
    return this.#receives.take(async () => {
      signal.throwIfAborted();
      while (this.#messages.length === 0 && this.#end === undefined && !this.#isGivenUp) {
        await new Promise((resolve) => {
          this.#arrived = resolve;
          signal.addEventListener('abort', resolve, { once: true });
        });
        signal.throwIfAborted();
      }
      if (this.#isGivenUp) throw closed();
      if (this.#messages.length === 0) return this.#end;
      const messages = this.#messages.splice(0, Math.max(maxMessages, 1));
      this.#bytes -= messages.reduce((sum, message) => sum + message.length, 0);
      return { name: 'messages', messages };
    });
  }

  send(message, signal) {
    if (message.length > MOST_SEND_BYTES) {
      throw new Failure('too-large', `a message is longer than the ${MOST_SEND_BYTES} bytes that can be sent`);
    }
    if (this.#socket.bufferedAmount > MOST_SEND_BYTES) {
      throw new Failure('limit', `more than ${MOST_SEND_BYTES} bytes wait to be sent on this WebSocket`);
    }
    return this.#sends.take(async () => {
      signal.throwIfAborted();
      if (this.#socket.readyState !== WebSocket.OPEN) throw closed();
      this.#socket.send(message);
      while (this.#socket.bufferedAmount > SEND_BUFFER_BYTES && this.#socket.readyState === WebSocket.OPEN) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
      return { name: 'done' };
    });
  }

  beginClose(code, reason) {
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) {
      throw new Failure('invalid', `a page may close a WebSocket with 1000 or 3000 to 4999, not with ${code}`);
    }
    return this.#sends.take(async () => {
      try {
        if (code === undefined) this.#socket.close();
        else this.#socket.close(code, reason);
      } catch (error) {
        throw new Failure('invalid', error.message);
      }
      return { name: 'done' };
    });
  }

  /** Gives the connection up. */
  close() {
    this.#isGivenUp = true;
    this.#arrived();
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }
}

export async function connect({ handles, policy }, { url: text, protocols, headers, options }, signal) {
  if (headers !== '') throw new Failure('unsupported', 'a browser lets no page set headers of a WebSocket handshake');
  refuseWhatBrowsersDecide(options);
  const url = parseURL(text, ['ws:', 'wss:', 'http:', 'https:']);
  permit(policy, url);
  handles.reserve();
  let socket;
  try {
    socket = new WebSocket(url, protocols);
  } catch (error) {
    throw new Failure('invalid', error.message);
  }
  socket.binaryType = 'arraybuffer';
  await opened(socket, url, signal);
  const { protocol, extensions } = socket;
  return { name: 'web socket', socket: handles.adopt(new Socket(socket, options.messageBytes)), protocol, extensions };
}

/** From how many bytes on messages are compressed is advice, and not looked at. */
function refuseWhatBrowsersDecide({ compress, pingMilliseconds }) {
  if (compress === false) {
    const sentence = 'a browser offers compression on every WebSocket and lets no page refuse it; leave `perMessageDeflate: false` out';
    throw new Failure('unsupported', sentence);
  }
  if (pingMilliseconds > 0) {
    throw new Failure('unsupported', 'a browser sends no pings for a page; leave `pingInterval` out, or send messages that the peer answers');
  }
}

/** Whether a message has more bytes, of UTF-8 if it is text. */
function isLonger(message, bytes) {
  if (message.length > bytes || typeof message !== 'string') return message.length > bytes;
  return message.length > bytes / 3 && new TextEncoder().encode(message).length > bytes;
}

function opened(socket, url, signal) {
  return new Promise((resolve, reject) => {
    const settle = (error) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.onopen = socket.onclose = null;
      if (error === undefined) return resolve();
      socket.close();
      return reject(error);
    };
    const onAbort = () => settle(signal.reason);
    const late = new Failure('timed-out', `${url.href} did not accept the WebSocket within ${CONNECT_MS / 1000} s`);
    const timer = setTimeout(settle, CONNECT_MS, late);
    signal.addEventListener('abort', onAbort);
    socket.onopen = () => settle();
    socket.onclose = () =>
      settle(new Failure('io', `cannot open a WebSocket to ${url.href}; the console of the browser may say why`));
  });
}

export function receive({ handles }, { socket, maxMessages }, signal) {
  return handles.get(socket, Socket).receive(maxMessages, signal);
}

export function send({ handles }, { socket, message }, signal) {
  return handles.get(socket, Socket).send(message, signal);
}

export function close({ handles }, { socket, code, reason }) {
  return handles.get(socket, Socket).beginClose(code, reason);
}

function closed() {
  return new Failure('closed', 'the WebSocket is closed');
}
