import { native } from '../native.js';
import { forgivingDecode } from './base64.js';
import { parseMimeType, serializeMimeType } from './mime.js';

/**
 * https://fetch.spec.whatwg.org/#data-url-processor
 * @param {string} href a serialized data: URL without its fragment
 * @returns {{ bytes: Uint8Array, type: string } | undefined} undefined for failure
 */
export function readDataURL(href) {
  const comma = href.indexOf(',');
  if (comma < 0) return undefined;
  let type = href.slice('data:'.length, comma).replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
  let bytes = percentDecode(href.slice(comma + 1));
  const base64 = /; *base64$/i.exec(type);
  if (base64 !== null) {
    bytes = forgivingDecode(native.latin1Decode(bytes));
    if (bytes === undefined) return undefined;
    type = type.slice(0, base64.index);
  }
  if (type.startsWith(';')) type = `text/plain${type}`;
  const mime = parseMimeType(type);
  return { bytes, type: mime === undefined ? 'text/plain;charset=US-ASCII' : serializeMimeType(mime) };
}

/** https://url.spec.whatwg.org/#string-percent-decode */
function percentDecode(text) {
  const bytes = native.utf8Encode(text);
  let end = 0;
  for (let i = 0; i < bytes.length; i++) {
    const value = bytes[i] === 0x25 ? hexPair(bytes, i) : -1;
    if (value >= 0) i += 2;
    bytes[end++] = value >= 0 ? value : bytes[i];
  }
  return bytes.slice(0, end);
}

function hexPair(bytes, i) {
  const high = hexDigit(bytes[i + 1]);
  const low = hexDigit(bytes[i + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(code) {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
