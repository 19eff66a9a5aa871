import { native } from '../native.js';
import { codedError, unsupported } from '../error.js';
import { createSignal, isAbortSignal } from './abort.js';
import { Body, cloneBody, extractBody, hasBody, isUnusable, mixBody, moveBody, ownBytes } from './body.js';
import { blockFromInit, Guard, headersFromBlock, headersToBlock } from './headers.js';
import { expose, inspectAs, required, toDictionary, toEnum } from './webidl.js';

const MODES = ['cors', 'no-cors', 'same-origin', 'navigate'];
const CREDENTIALS = ['omit', 'same-origin', 'include'];
const CACHES = ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'];
const REDIRECTS = ['follow', 'error', 'manual'];
const PRIORITIES = ['high', 'low', 'auto'];
const REFERRER_POLICIES = [
  '',
  'no-referrer',
  'no-referrer-when-downgrade',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
];

/**
 * What a Request is about (https://fetch.spec.whatwg.org/#concept-request). `fetch` works on this record, so that it
 * needs no Request when it is given a URL. The defaults are on the prototype.
 */
export class InnerRequest extends Body {
  /** @param {string} url serialized */
  constructor(url) {
    super();
    this.url = url;
  }
}
InnerRequest.prototype.method = 'GET';
/** The header block as long as there is no Headers object, which then takes its place. */
InnerRequest.prototype.block = '';
InnerRequest.prototype.headers = undefined;
InnerRequest.prototype.redirect = 'follow';
/** @type {import('./abort.js').AbortSignal | undefined} */
InnerRequest.prototype.signal = undefined;
// What follows has a meaning in a browser only; it is kept to be told.
InnerRequest.prototype.mode = 'cors';
InnerRequest.prototype.credentials = 'same-origin';
InnerRequest.prototype.cache = 'default';
InnerRequest.prototype.referrer = 'about:client';
InnerRequest.prototype.referrerPolicy = '';
InnerRequest.prototype.keepalive = false;

/** The record of a Request; undefined for anything else. */
export let innerRequest;

/** https://fetch.spec.whatwg.org/#request-class */
export class Request {
  #inner;

  constructor(input, init = undefined) {
    required(arguments.length, 1, 'Request constructor');
    const inner = input instanceof InnerRequest ? input : createInnerRequest(input, init);
    ownBytes(inner);
    // The signal of a Request is its own, and follows the one it was given.
    inner.signal = createSignal(inner.signal);
    this.#inner = inner;
  }

  get method() {
    return this.#inner.method;
  }

  get url() {
    return this.#inner.url;
  }

  get headers() {
    const inner = this.#inner;
    inner.headers ??= headersFromBlock(inner.block, Guard.request);
    return inner.headers;
  }

  get destination() {
    return '';
  }

  get referrer() {
    return this.#inner.referrer;
  }

  get referrerPolicy() {
    return this.#inner.referrerPolicy;
  }

  get mode() {
    return this.#inner.mode;
  }

  get credentials() {
    return this.#inner.credentials;
  }

  get cache() {
    return this.#inner.cache;
  }

  get redirect() {
    return this.#inner.redirect;
  }

  get integrity() {
    return '';
  }

  get keepalive() {
    return this.#inner.keepalive;
  }

  get isReloadNavigation() {
    return false;
  }

  get isHistoryNavigation() {
    return false;
  }

  get signal() {
    return this.#inner.signal;
  }

  get duplex() {
    return 'half';
  }

  clone() {
    const inner = this.#inner;
    if (isUnusable(inner)) throw new TypeError('unusable');
    const copy = copyWithoutBody(inner);
    cloneBody(inner, copy);
    return new Request(copy);
  }

  static {
    innerRequest = (value) => (typeof value === 'object' && value !== null && #inner in value ? value.#inner : undefined);
    mixBody(
      Request.prototype,
      (request) => request.#inner,
      (request) => request.headers.get('content-type'),
    );
  }
}
expose(Request);
inspectAs(Request, [
  'method',
  'url',
  'headers',
  'destination',
  'referrer',
  'referrerPolicy',
  'mode',
  'credentials',
  'cache',
  'redirect',
  'integrity',
  'keepalive',
  'isReloadNavigation',
  'isHistoryNavigation',
  'signal',
]);

/** The header block of a request. */
export function requestBlock(inner) {
  return inner.headers === undefined ? inner.block : headersToBlock(inner.headers);
}

/**
 * The steps of https://fetch.spec.whatwg.org/#dom-request except for the objects they make. Body bytes are not copied,
 * and the signal is the one given.
 */
export function createInnerRequest(input, init) {
  const from = innerRequest(input);
  const inner = from === undefined ? new InnerRequest(parseRequestURL(input)) : copyWithoutBody(from);
  init = toDictionary(init, 'Request constructor: the second argument');
  applyInit(inner, init);
  const { headers, body } = init;
  if (headers !== undefined) inner.block = blockFromInit(headers);
  const bodyGiven = body !== undefined && body !== null;
  const inherits = !bodyGiven && from !== undefined && hasBody(from);
  if ((bodyGiven || inherits) && (inner.method === 'GET' || inner.method === 'HEAD')) {
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  }
  if (bodyGiven) {
    const type = extractBody(inner, body);
    if (inner.stream !== undefined && init.duplex === undefined) {
      throw new TypeError('RequestInit: duplex option is required when sending a body.');
    }
    if (type !== undefined && native.findHeader(inner.block, 'content-type') === undefined) {
      inner.block += native.headerLine('content-type', type);
    }
  } else if (inherits) {
    if (isUnusable(from)) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    moveBody(from, inner);
  }
  return inner;
}

function applyInit(inner, init) {
  const { method, signal, redirect, mode, credentials, cache, referrer, referrerPolicy, keepalive } = init;
  if (init.window !== undefined && init.window !== null) throw new TypeError("'window' option must be null.");
  if (referrer !== undefined) inner.referrer = parseReferrer(`${referrer}`);
  if (referrerPolicy !== undefined) {
    inner.referrerPolicy = toEnum(referrerPolicy, REFERRER_POLICIES, 'Request referrerPolicy');
  }
  if (mode !== undefined) {
    inner.mode = toEnum(mode, MODES, 'Request mode');
    if (inner.mode === 'navigate') throw new TypeError("Request constructor: 'navigate' is not a mode scripts may set.");
  }
  if (credentials !== undefined) inner.credentials = toEnum(credentials, CREDENTIALS, 'Request credentials');
  if (cache !== undefined) {
    inner.cache = toEnum(cache, CACHES, 'Request cache');
    if (inner.cache === 'only-if-cached' && inner.mode !== 'same-origin') {
      throw new TypeError("'only-if-cached' can be set only with 'same-origin' mode");
    }
  }
  if (redirect !== undefined) inner.redirect = toEnum(redirect, REDIRECTS, 'Request redirect');
  if (keepalive !== undefined) inner.keepalive = Boolean(keepalive);
  if (init.priority !== undefined) toEnum(init.priority, PRIORITIES, 'Request priority');
  if (init.duplex !== undefined) toEnum(init.duplex, ['half'], 'Request duplex');
  if (method !== undefined) inner.method = normalizeMethod(`${method}`);
  if (signal !== undefined && signal !== null && !isAbortSignal(signal)) {
    throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
  }
  if (signal !== undefined) inner.signal = signal ?? undefined;
  if (init.integrity !== undefined && `${init.integrity}` !== '') {
    throw unsupported("fetch's integrity option", 'compare a digest of the body instead');
  }
  if (init.dispatcher !== undefined) {
    throw unsupported("fetch's dispatcher option", 'connections are pooled and limited by the runtime');
  }
}

/** A string that is not a URL, has no host to reach or carries a password is refused here. */
function parseRequestURL(input) {
  const text = `${input}`;
  const parts = native.urlParse(text);
  if (parts === undefined) {
    const cause = codedError(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
    cause.input = text;
    throw new TypeError(`Failed to parse URL from ${text}`, { cause });
  }
  const [href, , , username, password] = parts;
  if (username !== '' || password !== '') {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${text}`);
  }
  return href;
}

function parseReferrer(text) {
  if (text === '') return '';
  const parts = native.urlParse(text);
  if (parts === undefined) throw new TypeError(`Referrer "${text}" is not a valid URL.`);
  return parts[0];
}

const NORMALIZED = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** https://fetch.spec.whatwg.org/#concept-method-normalize */
function normalizeMethod(method) {
  if (NORMALIZED.has(method)) return method;
  if (!native.isToken(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
  const upper = method.toUpperCase();
  if (FORBIDDEN.has(upper)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
  return NORMALIZED.has(upper) ? upper : method;
}

function copyWithoutBody(from) {
  const copy = new InnerRequest(from.url);
  copy.method = from.method;
  copy.block = requestBlock(from);
  copy.redirect = from.redirect;
  copy.signal = from.signal;
  copy.mode = from.mode;
  copy.credentials = from.credentials;
  copy.cache = from.cache;
  copy.referrer = from.referrer;
  copy.referrerPolicy = from.referrerPolicy;
  copy.keepalive = from.keepalive;
  return copy;
}
