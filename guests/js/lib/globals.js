// The globals of the web platform.
import './web/stack.js';
import { AbortController, AbortSignal } from './web/abort.js';
import { atob, btoa } from './web/base64.js';
import { Blob, File } from './web/blob.js';
import { console } from './web/console.js';
import { CompressionStream, DecompressionStream } from './web/compression.js';
import { Crypto, crypto } from './web/crypto.js';
import { CryptoKey } from './web/crypto_key.js';
import { TextDecoder, TextDecoderStream, TextEncoder, TextEncoderStream } from './web/encoding.js';
import { CloseEvent, CustomEvent, ErrorEvent, Event, EventTarget, MessageEvent, ProgressEvent } from './web/event.js';
import { EventSource } from './web/event_source.js';
import { DOMException } from './web/exception.js';
import { fetch } from './web/fetch.js';
import { FormData } from './web/form_data.js';
import { Headers } from './web/headers.js';
import { queueMicrotask, reportError } from './web/microtask.js';
import { navigator, Navigator } from './web/navigator.js';
import { Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, performance } from './web/performance.js';
import { Request } from './web/request.js';
import { Response } from './web/response.js';
import * as streams from './web/streams.js';
import { SubtleCrypto } from './web/subtle_crypto.js';
import { structuredClone } from './web/structured_clone.js';
import { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from './web/timers.js';
import { URL, URLSearchParams } from './web/url.js';
import { WebSocket } from './web/websocket.js';

const { isDisturbed, ...streamClasses } = streams;

/** Interfaces: not enumerable, as Web IDL defines them on the global object. */
const interfaces = {
  AbortController,
  AbortSignal,
  Blob,
  CloseEvent,
  CompressionStream,
  Crypto,
  CryptoKey,
  CustomEvent,
  DOMException,
  DecompressionStream,
  ErrorEvent,
  Event,
  EventSource,
  EventTarget,
  File,
  FormData,
  Headers,
  MessageEvent,
  Navigator,
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  ProgressEvent,
  Request,
  Response,
  SubtleCrypto,
  TextDecoder,
  TextDecoderStream,
  TextEncoder,
  TextEncoderStream,
  URL,
  URLSearchParams,
  WebSocket,
  ...streamClasses,
  console,
};

/** Functions and objects: enumerable. */
const members = {
  atob,
  btoa,
  clearImmediate,
  clearInterval,
  clearTimeout,
  crypto,
  fetch,
  navigator,
  performance,
  queueMicrotask,
  reportError,
  setImmediate,
  setInterval,
  setTimeout,
  structuredClone,
};

export function installGlobals() {
  define(interfaces, false);
  define(members, true);
}

function define(values, enumerable) {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, enumerable, writable: true, configurable: true });
  }
}
