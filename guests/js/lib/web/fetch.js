import { native } from '../native.js';
import { abortReason, addAbortAlgorithm, removeAbortAlgorithm } from './abort.js';
import { hasBody, isUnusable } from './body.js';
import { readDataURL } from './data_url.js';
import { createInnerRequest, innerRequest, requestBlock } from './request.js';
import { Guard } from './headers.js';
import { InnerResponse, networkResponse, Response } from './response.js';
import { Upload } from './upload.js';
import { required } from './webidl.js';

/** What `native.httpSend` takes for each redirect mode. */
const REDIRECT = { follow: 0, error: 1, manual: 2 };
const ACCEPT = 'accept: */*\r\n';
const USER_AGENT = 'user-agent: Strait/0.1.0\r\n';

/**
 * https://fetch.spec.whatwg.org/#fetch-method
 *
 * A URL alone, the most frequent case, goes to the host as it is; a Request is never made unless one was given.
 */
export function fetch(input, init = undefined) {
  if (init === undefined && typeof input === 'string' && isPlainURL(input)) {
    return send('GET', input, ACCEPT + USER_AGENT, undefined, REDIRECT.follow);
  }
  try {
    required(arguments.length, 1, 'fetch');
    return fetchRequest(requestOf(input, init));
  } catch (error) {
    return Promise.reject(error);
  }
}

/** Whether a URL can be left to the host to parse: it has neither credentials, which are refused, nor a fragment. */
function isPlainURL(url) {
  return (url.startsWith('http://') || url.startsWith('https://')) && !url.includes('@') && !url.includes('#');
}

function requestOf(input, init) {
  const request = init === undefined ? innerRequest(input) : undefined;
  if (request === undefined) return createInnerRequest(input, init);
  if (isUnusable(request)) throw new TypeError('Cannot fetch a Request object that has already been used.');
  return request;
}

function fetchRequest(request) {
  const { signal, source, stream } = request;
  if (hasBody(request)) request.used = true;
  if (signal !== undefined && signal.aborted) {
    stream?.cancel(abortReason(signal)).catch(() => {});
    return Promise.reject(abortReason(signal));
  }
  const fragment = request.url.indexOf('#');
  const url = fragment < 0 ? request.url : request.url.slice(0, fragment);
  if (!url.startsWith('http:') && !url.startsWith('https:')) return fetchLocal(request, url);
  const { method } = request;
  const block = withDefaults(requestBlock(request));
  const redirect = REDIRECT[request.redirect];
  if (stream === undefined && signal === undefined) return send(method, url, block, source ?? undefined, redirect);
  return new Exchange(method, url, block, source ?? undefined, redirect, stream, signal).promise;
}

function withDefaults(block) {
  if (block === '') return ACCEPT + USER_AGENT;
  if (native.findHeader(block, 'accept') === undefined) block += ACCEPT;
  if (native.findHeader(block, 'user-agent') === undefined) block += USER_AGENT;
  return block;
}

/** A request whose body is in memory and that nothing can abort. */
function send(method, url, block, body, redirect) {
  const { promise, resolve, reject } = Promise.withResolvers();
  native.httpSend(method, url, block, body, 0, redirect, (error, status, reason, head, finalUrl, first, rest) => {
    if (error === undefined) {
      resolve(networkResponse(method, url, undefined, status, reason, head, finalUrl, first, rest));
    } else {
      reject(fetchError(error, url));
    }
  });
  return promise;
}

/** A request with a signal that may abort it, a body that is a stream, or both. */
class Exchange {
  #resolve;
  #reject;
  #signal;
  #abortAlgorithm;
  #stream;
  /** @type {Upload | undefined} */
  #upload;
  /** The native call that is outstanding. */
  #callId;

  constructor(method, url, block, body, redirect, stream, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.promise = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#stream = stream;
    if (signal !== undefined) {
      this.#signal = signal;
      this.#abortAlgorithm = () => this.#abort();
      addAbortAlgorithm(signal, this.#abortAlgorithm);
    }
    if (stream === undefined) {
      this.#send(method, url, block, body, 0, redirect);
      return;
    }
    this.#callId = native.streamOpen((error, handle) => {
      if (error !== undefined) return this.#fail(fetchError(error, url));
      this.#send(method, url, block, undefined, handle, redirect);
      this.#upload = new Upload(handle, stream, (cause) => {
        native.cancel(this.#callId);
        this.#fail(new TypeError('fetch failed: the stream of the request body failed', { cause }));
      });
    });
  }

  #send(method, url, block, body, upload, redirect) {
    this.#callId = native.httpSend(
      method,
      url,
      block,
      body,
      upload,
      redirect,
      (error, status, reason, head, finalUrl, first, rest) => {
        if (error !== undefined) {
          const failure = fetchError(error, url);
          this.#upload?.cancel(failure);
          this.#fail(failure);
          return;
        }
        this.#disconnect();
        this.#resolve(networkResponse(method, url, this.#signal, status, reason, head, finalUrl, first, rest));
      },
    );
  }

  #abort() {
    const reason = abortReason(this.#signal);
    native.cancel(this.#callId);
    if (this.#upload !== undefined) this.#upload.cancel(reason);
    else this.#stream?.cancel(reason).catch(() => {});
    this.#fail(reason);
  }

  #fail(error) {
    this.#disconnect();
    this.#reject(error);
  }

  #disconnect() {
    if (this.#signal !== undefined) removeAbortAlgorithm(this.#signal, this.#abortAlgorithm);
  }
}

/** What a fetch rejects with when the host reports a failure. */
function fetchError(error, url) {
  if (error.reason === 'invalid' && native.urlParse(url) === undefined) {
    return new TypeError(`Failed to parse URL from ${url}`, { cause: error });
  }
  return new TypeError(`fetch failed: ${error.message}`, { cause: error });
}

/** https://fetch.spec.whatwg.org/#scheme-fetch for what needs no network. */
function fetchLocal(request, url) {
  const scheme = url.slice(0, url.indexOf(':') + 1);
  if (scheme !== 'data:') return Promise.reject(new TypeError(`fetch failed: the scheme "${scheme}" is not supported`));
  const data = readDataURL(url);
  if (data === undefined) return Promise.reject(new TypeError('fetch failed: the data: URL is not valid'));
  const inner = new InnerResponse(200, 'OK');
  inner.block = native.headerLine('content-type', data.type);
  inner.guard = Guard.immutable;
  inner.type = 'basic';
  inner.url = url;
  inner.readSignal = request.signal;
  if (request.method !== 'HEAD') inner.source = data.bytes;
  return Promise.resolve(new Response(inner));
}
