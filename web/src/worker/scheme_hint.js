/**
 * What may be wrong with the way that a module's address is written.
 *
 * @param {string} specifier as the script wrote it
 * @param {string} [url] what it stands for
 * @param {string} [origin] of the page
 * @returns {string} behind a sentence, or nothing
 */
export function hintOf(specifier, url, origin = globalThis.origin) {
  if (url?.startsWith('http:') && origin?.startsWith('https:')) {
    return '; a page that came by https: loads nothing by http:, so write https:';
  }
  // `example.com/a.py` is a path like any other.
  if (/^[^./:]+\.[^/:]*\//.test(specifier)) return `; if it is meant as a URL, write https://${specifier}`;
  return '';
}
