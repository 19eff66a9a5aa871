import { native } from '../native.js';
import { DOMException } from './exception.js';
import { required } from './webidl.js';

/** https://html.spec.whatwg.org/#dom-btoa */
export function btoa(data) {
  required(arguments.length, 1, 'btoa');
  const text = `${data}`;
  if (/[^\0-\xff]/.test(text)) throw new DOMException('Invalid character', 'InvalidCharacterError');
  return native.base64Encode(native.latin1Encode(text), false);
}

/** https://html.spec.whatwg.org/#dom-atob */
export function atob(data) {
  required(arguments.length, 1, 'atob');
  const bytes = forgivingDecode(`${data}`);
  if (bytes === undefined) {
    throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
  }
  return native.latin1Decode(bytes);
}

/** https://infra.spec.whatwg.org/#forgiving-base64-decode: the bytes, or undefined for failure. */
export function forgivingDecode(text) {
  text = text.replace(/[\t\n\f\r ]+/g, '');
  if (text.length % 4 === 0) text = text.replace(/={1,2}$/, '');
  if (text.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(text)) return undefined;
  // The alphabet is checked, so the lenient decoder is strict here except for what the standard forgives: the padding
  // and the unused bits of the last digit.
  return native.base64Decode(text, true);
}
