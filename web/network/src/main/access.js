/**
 * The URL that a text means on this page.
 *
 * @param {string} text
 * @param {{ denial?: (url: URL) => string | undefined }} context whose policy has to allow it
 * @throws {Error} it is no URL, or the policy does not allow it
 */
export function reachable(text, { denial }) {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  if (!URL.canParse(text, base)) throw new TypeError(`Failed to parse URL from ${text}`);
  const url = new URL(text, base);
  const reason = denial?.(url);
  if (reason !== undefined) throw new Error(reason);
  return url;
}

/** Options as a JSON text. Absent, `None` and an empty text are none. */
export function parseOptions(text) {
  if (text === undefined || text === null || text === '') return {};
  const options = typeof text === 'string' ? JSON.parse(text) : text;
  if (options === null) return {};
  if (typeof options !== 'object' || Array.isArray(options)) throw new TypeError('options are a JSON object');
  return options;
}
