// What is an IP address, and lists of them.
import { codedError } from '../../error.js';
import { invalidArgType, invalidArgValue, outOfRange, validateString } from '../errors.js';
import { validatePort } from './errors.js';

const V4_PART = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const V4 = new RegExp(`^${V4_PART}(?:\\.${V4_PART}){3}$`);
const V6_GROUP = /^[0-9a-fA-F]{1,4}$/;

export function isIPv4(input) {
  return V4.test(`${input}`);
}

/** RFC 4291 section 2.2, with a zone. */
export function isIPv6(input) {
  let text = `${input}`;
  const zone = text.indexOf('%');
  if (zone >= 0) {
    if (zone === text.length - 1) return false;
    text = text.slice(0, zone);
  }
  return groupsOf(text) !== undefined;
}

/** @returns {0 | 4 | 6} */
export function isIP(input) {
  if (isIPv4(input)) return 4;
  return isIPv6(input) ? 6 : 0;
}

/** The eight groups of an IPv6 address, undefined for what is none. */
function groupsOf(text) {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const parts = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = parts.at(-1);
  const tail = last.at(-1);
  if (tail !== undefined && tail.includes('.')) {
    if (!V4.test(tail)) return undefined;
    const [a, b, c, d] = tail.split('.').map(Number);
    last.splice(-1, 1, ((a << 8) | b).toString(16), ((c << 8) | d).toString(16));
  }
  const count = parts.reduce((sum, half) => sum + half.length, 0);
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined;
  if (!parts.every((half) => half.every((group) => V6_GROUP.test(group)))) return undefined;
  const gap = Array(8 - count).fill('0');
  return [...parts[0], ...(halves.length === 1 ? [] : gap), ...(parts[1] ?? [])].map((group) => parseInt(group, 16));
}

/** An address as a number of 128 bits; IPv4 in its mapped form, so that both compare (RFC 4291 section 2.5.5.2). */
function numberOf(address, family) {
  if (family === 'ipv4') {
    const value = address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
    return 0xffff_0000_0000n | value;
  }
  return groupsOf(address.split('%')[0]).reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

/** An address with a port. */
export class SocketAddress {
  #address;
  #family;
  #port;
  #flowlabel;

  /** @param {{ address?: string, family?: 'ipv4' | 'ipv6', port?: number, flowlabel?: number }} [options] */
  constructor(options = {}) {
    const { family = 'ipv4', port = 0, flowlabel = 0 } = options;
    const kind = checkedFamily(family);
    const address = options.address ?? (kind === 'ipv4' ? '127.0.0.1' : '::');
    checkAddress(address, kind);
    this.#address = address;
    this.#family = kind;
    this.#port = validatePort(port, 'options.port');
    this.#flowlabel = flowlabel;
  }

  get address() {
    return this.#address;
  }

  get family() {
    return this.#family;
  }

  get port() {
    return this.#port;
  }

  get flowlabel() {
    return this.#flowlabel;
  }

  toJSON() {
    return { address: this.#address, port: this.#port, family: this.#family, flowlabel: this.#flowlabel };
  }

  static isSocketAddress(value) {
    return typeof value === 'object' && value !== null && #address in value;
  }
}

/** Addresses that a program wants to tell from others. */
export class BlockList {
  /** First and last address of each rule, as numbers, and how it is shown; the latest first. */
  #rules = [];

  static isBlockList(value) {
    return typeof value === 'object' && value !== null && #rules in value;
  }

  addAddress(address, family) {
    const [text, kind] = given(address, family, 'address');
    const number = numberOf(text, kind);
    this.#rules.unshift({ first: number, last: number, shown: `Address: ${shownFamily(kind)} ${text}` });
  }

  addRange(start, end, family) {
    const [first, kind] = given(start, family, 'start');
    const [last, other] = given(end, family, 'end');
    if (kind !== other) throw invalidArgValue('end', last, 'must be of the family of `start`');
    if (numberOf(first, kind) > numberOf(last, kind)) throw invalidArgValue('start', first, `must come before ${last}`);
    const shown = `Range: ${shownFamily(kind)} ${first}-${last}`;
    this.#rules.unshift({ first: numberOf(first, kind), last: numberOf(last, kind), shown });
  }

  addSubnet(network, prefix, family) {
    const [text, kind] = given(network, family, 'network');
    const bits = kind === 'ipv4' ? 32 : 128;
    if (typeof prefix !== 'number') throw invalidArgType('prefix', 'of type number', prefix);
    if (!Number.isInteger(prefix) || prefix < 0 || prefix > bits)
      throw outOfRange('prefix', `>= 0 and <= ${bits}`, prefix);
    const rest = (1n << BigInt(bits - prefix)) - 1n;
    const first = numberOf(text, kind) & ~rest;
    this.#rules.unshift({ first, last: first | rest, shown: `Subnet: ${shownFamily(kind)} ${text}/${prefix}` });
  }

  check(address, family) {
    let parsed;
    try {
      parsed = given(address, family, 'address');
    } catch (error) {
      if (error.code === 'ERR_INVALID_ADDRESS') return false;
      throw error;
    }
    const number = numberOf(...parsed);
    return this.#rules.some(({ first, last }) => first <= number && number <= last);
  }

  get rules() {
    return this.#rules.map(({ shown }) => shown);
  }
}

function given(address, family = 'ipv4', name = 'address') {
  if (SocketAddress.isSocketAddress(address)) return [address.address, address.family];
  validateString(address, name);
  const kind = checkedFamily(family);
  checkAddress(address, kind);
  return [address, kind];
}

function checkedFamily(family) {
  const kind = typeof family === 'string' ? family.toLowerCase() : family;
  if (kind === 'ipv4' || kind === 'ipv6') return kind;
  throw invalidArgValue('family', family, "must be 'ipv4' or 'ipv6'");
}

function checkAddress(address, kind) {
  const valid = kind === 'ipv4' ? isIPv4(address) : isIPv6(address);
  if (!valid) throw codedError(Error, 'ERR_INVALID_ADDRESS', 'Invalid address');
}

function shownFamily(kind) {
  return kind === 'ipv4' ? 'IPv4' : 'IPv6';
}
