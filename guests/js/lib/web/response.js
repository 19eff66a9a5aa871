import { native } from '../native.js';
import { Body, cloneBody, extractBody, isUnusable, mixBody, ownBytes } from './body.js';
import { copyHeaders, Guard, headersFromBlock } from './headers.js';
import { IncomingBytes } from './incoming.js';
import { expose, inspectAs, required, toDictionary } from './webidl.js';

// https://fetch.spec.whatwg.org/#null-body-status and #redirect-status
const NULL_BODY_STATUSES = [101, 103, 204, 205, 304];
const REDIRECT_STATUSES = [301, 302, 303, 307, 308];

/**
 * What a Response is about (https://fetch.spec.whatwg.org/#concept-response). Headers received from the network stay the
 * block they came as until somebody looks at them. The defaults are on the prototype.
 */
export class InnerResponse extends Body {
  constructor(status, statusText) {
    super();
    this.status = status;
    this.statusText = statusText;
  }
}
/** The header block as long as there is no Headers object, which then takes its place. */
InnerResponse.prototype.block = '';
InnerResponse.prototype.headers = undefined;
InnerResponse.prototype.guard = Guard.response;
InnerResponse.prototype.type = 'default';
/** As it was asked for; normalized when told. */
InnerResponse.prototype.url = '';
InnerResponse.prototype.redirected = false;

/**
 * The response to a request, as `native.httpSend` reports it.
 * @param {ArrayBuffer} first the body, or its first part
 * @param {number} rest the handle of what follows, 0 when nothing does
 */
export function networkResponse(method, url, signal, status, reason, block, finalUrl, first, rest) {
  const inner = new InnerResponse(status, reason);
  inner.block = block;
  inner.guard = Guard.immutable;
  inner.type = 'basic';
  inner.url = url;
  if (finalUrl !== undefined) {
    inner.url = finalUrl;
    inner.redirected = true;
  }
  if (method !== 'HEAD' && !(status >= 204 && NULL_BODY_STATUSES.includes(status))) inner.source = first;
  if (signal !== undefined) inner.readSignal = signal;
  if (rest !== 0) inner.rest = new IncomingBytes(rest, signal);
  return new Response(inner);
}

/** https://fetch.spec.whatwg.org/#response-class */
export class Response {
  #inner;

  constructor(body = null, init = undefined) {
    if (body instanceof InnerResponse) {
      this.#inner = body;
      return;
    }
    this.#inner = initialize(body, init, undefined);
  }

  static error() {
    const inner = new InnerResponse(0, '');
    inner.guard = Guard.immutable;
    inner.type = 'error';
    return new Response(inner);
  }

  static redirect(url, status = 302) {
    required(arguments.length, 1, 'Response.redirect');
    const parts = native.urlParse(`${url}`);
    if (parts === undefined) throw new TypeError(`Failed to parse URL from ${url}`);
    status = toUnsignedShort(status);
    if (!REDIRECT_STATUSES.includes(status)) throw new RangeError(`Invalid status code ${status}`);
    const inner = new InnerResponse(status, '');
    inner.block = native.headerLine('location', parts[0]);
    inner.guard = Guard.immutable;
    return new Response(inner);
  }

  static json(data, init = undefined) {
    required(arguments.length, 1, 'Response.json');
    const text = JSON.stringify(data);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    return new Response(initialize(text, init, 'application/json'));
  }

  get type() {
    return this.#inner.type;
  }

  get url() {
    const { url } = this.#inner;
    if (url === '') return '';
    const href = native.urlParse(url)?.[0] ?? url;
    const fragment = href.indexOf('#');
    return fragment < 0 ? href : href.slice(0, fragment);
  }

  get redirected() {
    return this.#inner.redirected;
  }

  get status() {
    return this.#inner.status;
  }

  get ok() {
    const { status } = this.#inner;
    return status >= 200 && status <= 299;
  }

  get statusText() {
    return this.#inner.statusText;
  }

  get headers() {
    const inner = this.#inner;
    inner.headers ??= headersFromBlock(inner.block, inner.guard);
    return inner.headers;
  }

  clone() {
    const inner = this.#inner;
    if (isUnusable(inner)) throw new TypeError('Response.clone: Body has already been consumed.');
    const copy = new InnerResponse(inner.status, inner.statusText);
    copy.guard = inner.guard;
    copy.type = inner.type;
    copy.url = inner.url;
    copy.redirected = inner.redirected;
    copy.readSignal = inner.readSignal;
    if (inner.headers === undefined) copy.block = inner.block;
    else copy.headers = copyHeaders(inner.headers, inner.guard);
    cloneBody(inner, copy);
    return new Response(copy);
  }

  static {
    mixBody(
      Response.prototype,
      (response) => response.#inner,
      (response) => response.headers.get('content-type'),
    );
  }
}
expose(Response);
inspectAs(Response, ['status', 'statusText', 'headers', 'body', 'bodyUsed', 'ok', 'redirected', 'type', 'url']);

/** https://fetch.spec.whatwg.org/#initialize-a-response */
function initialize(body, init, jsonType) {
  init = toDictionary(init, 'Response constructor: the second argument');
  const status = init.status === undefined ? 200 : toUnsignedShort(init.status);
  if (status < 200 || status > 599) {
    throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
  }
  const statusText = init.statusText === undefined ? '' : `${init.statusText}`;
  if (/[^\t\x20-\x7e\x80-\xff]/.test(statusText)) throw new TypeError('Invalid statusText');
  const inner = new InnerResponse(status, statusText);
  if (init.headers !== undefined) inner.headers = copyHeaders(init.headers, Guard.response);
  if (body === null || body === undefined) return inner;
  if (NULL_BODY_STATUSES.includes(status)) {
    throw new TypeError(`Response constructor: Invalid response status code ${status}`);
  }
  const type = extractBody(inner, body);
  ownBytes(inner);
  setDefaultType(inner, jsonType ?? type);
  return inner;
}

function setDefaultType(inner, type) {
  if (type === undefined) return;
  if (inner.headers === undefined) inner.block = native.headerLine('content-type', type);
  else if (!inner.headers.has('content-type')) inner.headers.append('content-type', type);
}

/** Web IDL `unsigned short`. */
function toUnsignedShort(value) {
  return Number(value) & 0xffff;
}
