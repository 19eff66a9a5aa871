// IP addresses, and which kind of network each belongs to: the tables of crates/strait-policy/src/address.rs, which follow the
// IANA special-purpose address registries (RFC 6890).

/**
 * An IP address as a number, an IPv6 address that embeds an IPv4 address as that one.
 *
 * @typedef {{ bits: 32 | 128, value: bigint }} Address
 */

/** @param {string} text without brackets @returns {Address | undefined} */
export function parseAddress(text) {
  const v4 = parseV4(text);
  if (v4 !== undefined) return { bits: 32, value: v4 };
  const v6 = parseV6(text);
  return v6 === undefined ? undefined : canonical(v6);
}

/** A block such as `10.0.0.0/8`, or one address. @returns {{ address: Address, length: number, isExact: boolean } | undefined} */
export function parseBlock(text) {
  const [base, prefix, ...more] = text.split('/');
  const v6 = parseV4(base) === undefined ? parseV6(base) : undefined;
  const address = v6 === undefined ? parseAddress(base) : { bits: 128, value: v6 };
  if (address === undefined || more.length > 0 || !/^\d{1,3}$/.test(prefix ?? '')) return undefined;
  const length = Number(prefix);
  if (length > address.bits) return undefined;
  const host = (1n << BigInt(address.bits - length)) - 1n;
  return { address, length, isExact: (address.value & host) === 0n };
}

/** Whether an IPv6 address stands for an IPv4 address. */
export function embedsV4(address) {
  return address.bits === 128 && canonical(address.value).bits === 32;
}

/** @param {{ address: Address, length: number }} block @param {Address} address */
export function contains(block, address) {
  if (block.address.bits !== address.bits) return false;
  const shift = BigInt(address.bits - block.length);
  return block.address.value >> shift === address.value >> shift;
}

/** @param {Address} address @returns {'public' | 'private' | 'loopback' | 'reserved'} */
export function addressClass(address) {
  const table = address.bits === 32 ? V4_CLASSES : V6_CLASSES;
  const row = table.find(([block]) => contains(block, address));
  if (row !== undefined) return row[1];
  return address.bits === 32 ? 'public' : 'reserved';
}

function parseV4(text) {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const bytes = match.slice(1).map(Number);
  const isCanonical = bytes.every((byte, index) => byte <= 255 && `${byte}` === match[index + 1]);
  return isCanonical ? bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n) : undefined;
}

/** RFC 4291 section 2.2. */
function parseV6(text) {
  if (!text.includes(':')) return undefined;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted !== null) {
    const v4 = parseV4(dotted[2]);
    if (v4 === undefined) return undefined;
    return parseV6(`${dotted[1]}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`);
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array(tail === undefined ? 0 : missing).fill('0'), ...(tail ?? [])];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** IPv4-mapped (RFC 4291 section 2.5.5.2), NAT64 (RFC 6052 section 2.1) and 6to4 (RFC 3056 section 2). */
function canonical(value) {
  const high = value >> 32n;
  if (high === 0xffffn || high === 0x64ff9bn << 64n) return { bits: 32, value: value & 0xffffffffn };
  if (value >> 112n === 0x2002n) return { bits: 32, value: (value >> 80n) & 0xffffffffn };
  return { bits: 128, value };
}

/** The first block that contains an address decides. */
const V4_CLASSES = table({
  '0.0.0.0/32': 'loopback',
  '127.0.0.0/8': 'loopback',
  '10.0.0.0/8': 'private',
  '192.168.0.0/16': 'private',
  '169.254.0.0/16': 'private',
  '172.16.0.0/12': 'private',
  '100.64.0.0/10': 'private',
  '198.18.0.0/15': 'private',
  '192.0.0.9/32': 'public',
  '192.0.0.10/32': 'public',
  '0.0.0.0/8': 'reserved',
  '192.0.0.0/24': 'reserved',
  '192.0.2.0/24': 'reserved',
  '192.88.99.0/24': 'reserved',
  '198.51.100.0/24': 'reserved',
  '203.0.113.0/24': 'reserved',
  '224.0.0.0/3': 'reserved',
});

/** As above; what is in none of them is outside of global unicast (RFC 4291 section 2.4). */
const V6_CLASSES = table({
  '::/127': 'loopback',
  'fc00::/7': 'private',
  'fe80::/10': 'private',
  'fec0::/10': 'private',
  '64:ff9b:1::/48': 'private',
  '2001:1::1/128': 'public',
  '2001:1::2/128': 'public',
  '2001:1::3/128': 'public',
  '2001:3::/32': 'public',
  '2001:4:112::/48': 'public',
  '2001:20::/27': 'public',
  '2001::/23': 'reserved',
  '2001:db8::/32': 'reserved',
  '3fff::/20': 'reserved',
  '2000::/3': 'public',
});

function table(classes) {
  return Object.entries(classes).map(([block, kind]) => [parseBlock(block), kind]);
}
