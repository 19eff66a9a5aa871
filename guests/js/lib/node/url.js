// Node's `url`: the URL classes, the older parse/format/resolve by the npm package, and the conversions of file URLs.
import legacy from '../../node_modules/url/url.js';
import { codedError } from '../error.js';
import { native } from '../native.js';
import { invalidArgType, validateString } from './errors.js';
import { urlOptions } from './http/client.js';

export const { URL, URLSearchParams } = globalThis;
export const { Url, parse, resolve, resolveObject } = legacy;

/** url.format(URL[, options]) and url.format(object or string). */
export function format(input, options) {
  if (!(input instanceof URL)) return legacy.format(input);
  const url = new URL(input.href);
  if (options?.fragment === false) url.hash = '';
  if (options?.search === false) url.search = '';
  if (options?.auth === false) {
    url.username = '';
    url.password = '';
  }
  if (!options?.unicode || url.hostname === '') return url.href;
  return url.href.replace(url.hostname, native.domainToUnicode(url.hostname));
}

export function domainToASCII(domain) {
  return native.domainToASCII(`${domain}`);
}

export function domainToUnicode(domain) {
  return native.domainToUnicode(`${domain}`);
}

/** The path of a file URL, as on Unix. */
export function fileURLToPath(input) {
  const url = typeof input === 'string' ? new URL(input) : input;
  if (!(url instanceof URL)) throw invalidArgType('path', 'of type string or an instance of URL', input);
  if (url.protocol !== 'file:') throw codedError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (url.hostname !== '') {
    throw codedError(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on strait');
  }
  if (/%2f/i.test(url.pathname)) {
    throw codedError(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  }
  return decodeURIComponent(url.pathname);
}

const ESCAPED_IN_PATH = /[%\\\n\r\t?#]/g;

/** The file URL of a path; a relative one is taken from the root. */
export function pathToFileURL(path) {
  validateString(path, 'path');
  const absolute = path.startsWith('/') ? path : `/${path}`;
  const escaped = absolute.replace(
    ESCAPED_IN_PATH,
    (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return new URL(`file://${escaped}`);
}

/** A URL as options for http.request. */
export function urlToHttpOptions(url) {
  if (!(url instanceof URL)) throw invalidArgType('url', 'an instance of URL', url);
  return { __proto__: null, ...urlOptions(url) };
}

export default {
  URL,
  URLSearchParams,
  Url,
  domainToASCII,
  domainToUnicode,
  fileURLToPath,
  format,
  parse,
  pathToFileURL,
  resolve,
  resolveObject,
  urlToHttpOptions,
};
