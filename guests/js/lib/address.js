/**
 * Splits an address as the host writes it, `127.0.0.1:8001` or `[::1]:8001`.
 * @param {string} text
 */
export function splitAddress(text) {
  const colon = text.lastIndexOf(':');
  const port = Number(text.slice(colon + 1));
  if (text.startsWith('[')) return { address: text.slice(1, colon - 1), family: 'IPv6', port };
  return { address: text.slice(0, colon), family: 'IPv4', port };
}
