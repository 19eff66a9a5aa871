import { Failure } from '../shared/abi.js';

/**
 * An absolute URL without credentials.
 *
 * @param {string} text
 * @param {string[]} schemes with the colon
 * @throws {Failure} `invalid`
 */
export function parseURL(text, schemes) {
  if (!URL.canParse(text)) {
    const reason = URL.canParse(text, 'http://a') ? ': relative URL without a base' : '';
    throw new Failure('invalid', `\`${text}\` is not an absolute URL${reason}`);
  }
  const url = new URL(text);
  if (!schemes.includes(url.protocol)) {
    const known = schemes.map((scheme) => scheme.slice(0, -1)).join(', ');
    throw new Failure('invalid', `\`${text}\` has the scheme \`${url.protocol.slice(0, -1)}\`; it can be one of ${known}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Failure('unsupported', 'a browser takes no user name and password in a URL; set the header `authorization`');
  }
  return url;
}

/** @throws {Failure} `denied` */
export function permit(policy, url) {
  const denial = policy.denial(url);
  if (denial !== undefined) throw new Failure('denied', denial);
}
