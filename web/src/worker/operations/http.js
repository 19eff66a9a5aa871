// `http.send`, by the browser's fetch.
import { Failure, INLINE_BODY_BYTES } from '../../shared/abi.js';
import { parseURL, permit } from '../target.js';
import { IncomingBody, Upload } from './stream.js';
import { Times } from './times.js';

const REDIRECT = ['follow', 'error', 'manual'];

/** https://fetch.spec.whatwg.org/#null-body-status */
const NULL_BODY_STATUSES = [101, 103, 204, 205, 304];

/** https://httpwg.org/specs/rfc9110.html#tokens */
const METHOD = /^[!#$%&'*+.^_`|~\w-]+$/;
const FORBIDDEN_METHODS = ['CONNECT', 'TRACE', 'TRACK'];

/** Codings of which a browser shows only what they contain. */
const DECODED = /^(gzip|x-gzip|deflate|br|zstd)$/i;

/** What the browser says by itself. */
const SENT_BY_THE_BROWSER = new Set(['accept-encoding', 'connection', 'content-length', 'user-agent']);

/** What no script can set anywhere. */
const OF_THE_CONNECTION = new Set(['keep-alive', 'transfer-encoding', 'upgrade']);

/** https://fetch.spec.whatwg.org/#forbidden-request-header, without those above: a browser would drop them silently. */
const FORBIDDEN =
  /^(accept-charset|access-control-request-.*|cookie2?|date|dnt|expect|host|origin|proxy-.*|referer|sec-.*|set-cookie|te|trailer|via)$/;

export async function send(context, fields, signal) {
  if (fields.upgrade) throw new Failure('unsupported', 'a browser hands no connection over to a page');
  if (Object.keys(fields.tls ?? {}).length > 0) {
    throw new Failure('unsupported', 'a browser checks TLS servers by itself, and lets no page choose certificates or names for them');
  }
  checkMethod(fields.method);
  const url = parseURL(fields.url, ['http:', 'https:']);
  const times = new Times(fields, url, signal);
  try {
    return await exchange(context, fields, url, times);
  } catch (error) {
    times.end();
    throw error;
  }
}

async function exchange(context, fields, url, times) {
  const { handles, requests } = context;
  const { signal } = times;
  const announced = announcedLength(fields.headers);
  const upload = fields.upload === undefined ? undefined : await handles.get(fields.upload, Upload).collected(signal);
  if (announced !== undefined) checkLength(announced, upload, fields.body);
  const init = {
    method: fields.method,
    headers: requestHeaders(fields.headers, url),
    body: upload ?? fields.body,
    redirect: REDIRECT[fields.redirect] ?? 'follow',
  };
  handles.reserve();
  await requests.acquire(signal);
  try {
    times.sent();
    const response = await request(context, url, init, signal);
    times.answered();
    return await reply(response, handles, fields.decompress, times);
  } finally {
    requests.release();
  }
}

/**
 * One request under the policy, without the page's cookies, its cache and its address.
 *
 * @param {{ policy: import('../../shared/policy/policy.js').Policy }} context
 * @param {URL} url
 * @param {RequestInit} init
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 * @throws {Failure}
 */
export async function request({ policy }, url, init, signal) {
  permit(policy, url);
  let prepared;
  try {
    prepared = new Request(url, { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', ...init, signal });
  } catch (error) {
    throw new Failure('invalid', error.message);
  }
  let response;
  try {
    response = await fetch(prepared);
  } catch (error) {
    signal.throwIfAborted();
    throw new Failure(
      'io',
      `cannot fetch ${url.href}: ${error.message}; the server refused the connection or cannot be reached, or its CORS ` +
        'headers do not allow this page to read the answer (the console of the browser says which)',
    );
  }
  if (response.type === 'opaqueredirect') {
    throw new Failure('unsupported', 'a browser does not show a redirect; let it be followed, or be an error');
  }
  if (response.redirected) {
    try {
      permit(policy, new URL(response.url));
    } catch (error) {
      response.body?.cancel().catch(() => {});
      throw error;
    }
  }
  return response;
}

/** @throws {Failure} `invalid` */
function checkMethod(method) {
  if (!METHOD.test(method)) throw new Failure('invalid', `\`${method}\` is not an HTTP method`);
  if (FORBIDDEN_METHODS.includes(method.toUpperCase())) throw new Failure('invalid', `the method ${method} is not allowed`);
}

/** @returns {number | undefined} what the script says in `content-length`, which the browser itself sends @throws {Failure} `invalid` */
function announcedLength(block) {
  const values = [...block.matchAll(/^content-length:[ \t]*(.*?)[ \t]*\r?$/gim)].map(([, value]) => value);
  if (values.some((value) => !/^\d+$/.test(value))) throw new Failure('invalid', 'the header `content-length` is not a number');
  if (values.length > 1) throw new Failure('invalid', 'the header `content-length` is there more than once');
  return values.length === 0 ? undefined : Number(values[0]);
}

function checkLength(announced, upload, body) {
  if (upload !== undefined && upload.size !== announced) {
    throw new Failure('invalid', `the request body is ${upload.size < announced ? 'shorter' : 'longer'} than its content-length`);
  }
  const length = body?.length ?? 0;
  if (upload === undefined && length !== announced) {
    throw new Failure('invalid', `the header \`content-length\` says ${announced}, but the body has ${length} bytes`);
  }
}

/** @param {string} block field lines @param {URL} url where the request goes @returns {Headers} */
export function requestHeaders(block, url) {
  const headers = new Headers();
  for (const line of block.split('\r\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (SENT_BY_THE_BROWSER.has(name) || (name === 'host' && value === url.host)) continue;
    if (name === 'transfer-encoding' && value.toLowerCase() === 'chunked') continue;
    if (OF_THE_CONNECTION.has(name)) {
      throw new Failure('invalid', `the header \`${name}\` cannot be set: it belongs to the connection, which the script does not own`);
    }
    if (FORBIDDEN.test(name)) throw new Failure('unsupported', `a browser lets no page set the header \`${name}\``);
    try {
      headers.append(name, value);
    } catch {
      throw new Failure('invalid', `the header \`${line.slice(0, colon)}\` cannot be sent`);
    }
  }
  return headers;
}

async function reply(response, handles, decompress, times) {
  const { body, rest } = await startOfBody(response, times);
  const lost = decompress ? [] : lostByDecoding(response.headers);
  let headers = '';
  for (const [name, value] of response.headers) if (!lost.includes(name)) headers += `${name}: ${value}\r\n`;
  return {
    name: 'response',
    status: response.status,
    reason: response.statusText,
    headers,
    url: response.redirected ? response.url : undefined,
    body,
    rest: rest === undefined ? undefined : handles.adopt(rest),
  };
}

/** What does not describe the body that a script gets, if it is one that the browser has decoded. */
function lostByDecoding(headers) {
  const codings = (headers.get('content-encoding') ?? '').split(',').map((coding) => coding.trim());
  return codings.every((coding) => DECODED.test(coding)) ? ['content-encoding', 'content-length'] : [];
}

/** A short body whose length is known is read at once; what is left of any other is read by `stream.read`. */
async function startOfBody(response, times) {
  if (response.body === null || NULL_BODY_STATUSES.includes(response.status)) return whole(new Uint8Array(), times);
  const reader = response.body.getReader();
  const declared = Number(response.headers.get('content-length') ?? Infinity);
  if (!(declared <= INLINE_BODY_BYTES)) return { body: new Uint8Array(), rest: new IncomingBody(reader, new Uint8Array(), times) };
  const parts = [];
  let length = 0;
  while (length <= INLINE_BODY_BYTES) {
    let read;
    try {
      read = await reader.read();
    } catch {
      times.signal.throwIfAborted();
      break;
    }
    if (read.done) return whole(joined(parts, length), times);
    parts.push(read.value);
    length += read.value.length;
  }
  const all = joined(parts, length);
  return { body: all.subarray(0, INLINE_BODY_BYTES), rest: new IncomingBody(reader, all.subarray(INLINE_BODY_BYTES), times) };
}

function whole(body, times) {
  times.end();
  return { body };
}

function joined(parts, length) {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
