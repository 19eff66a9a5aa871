// Which hosts a script may reach: the rules of crates/strait-policy, as far as a browser can keep them.
//
// A browser does not tell which address a name leads to. A name other than `localhost` counts as public here, so a rule of
// another class, or a block, covers only addresses that are written as such.
import { addressClass, contains, embedsV4, parseAddress, parseBlock } from './address.js';

const CLASSES = ['public', 'private', 'loopback'];
/** RFC 1035 section 2.3.4. */
const LONGEST_NAME = 253;
const DEFAULT_PORTS = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

/** A rule that is not of the form that rules have. */
export class RuleError extends Error {
  name = 'RuleError';

  constructor(rule, reason) {
    super(`\`${rule}\` is not a rule: ${reason}`);
  }
}

/** What one script may reach. */
export class Policy {
  #allowsEverything;
  #rules;

  /**
   * @param {boolean | string | string[]} [allowNet] `true` or an empty list for everything, `false` (or nothing) for nothing,
   *   or rules as `--allow-net` takes them, separated by commas: `host`, `*.host`, an address, a block, `public`, `private`,
   *   `loopback`, each with or without `:port`
   * @throws {RuleError}
   */
  constructor(allowNet = false) {
    if (typeof allowNet !== 'boolean' && typeof allowNet !== 'string' && !Array.isArray(allowNet)) {
      throw new TypeError('allowNet is true, false, or rules such as "api.example.com, *.example.org:443"');
    }
    const list = Array.isArray(allowNet) ? allowNet.join(',') : allowNet;
    this.#allowsEverything = list === true || (typeof list === 'string' && list.trim() === '');
    this.#rules = typeof list === 'string' && !this.#allowsEverything ? list.split(',').map((rule) => parseRule(rule.trim())) : [];
  }

  get allowsEverything() {
    return this.#allowsEverything;
  }

  /**
   * Why a URL may not be reached, a sentence for people; nothing if it may.
   *
   * @param {URL} url of one of the schemes http, https, ws, wss
   * @returns {string | undefined}
   */
  denial(url) {
    if (this.#allowsEverything) return undefined;
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const port = url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port);
    const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const address = parseAddress(host);
    const candidates = this.#rules.filter((rule) => rule.port === undefined || rule.port === port);
    if (candidates.some((rule) => (address === undefined ? coversName(rule, normalize(host)) : coversAddress(rule, address)))) {
      return undefined;
    }
    const advice = `allow it with allowNet: '${target}'`;
    if (address !== undefined && candidates.some((rule) => rule.kind !== 'name' && rule.kind !== 'under')) {
      const others = candidates.length > 1 ? 'no rule covers' : `the rule \`${candidates[0].text}\` does not cover`;
      return `${host} is a ${addressClass(address)} address, which ${others}; ${advice}`;
    }
    return `network access to ${target} is not allowed; ${advice}`;
  }
}

function coversName(rule, name) {
  switch (rule.kind) {
    case 'name':
      return rule.name === name;
    case 'under':
      return name.endsWith(`.${rule.name}`) && name.length > rule.name.length + 1;
    case 'class':
      return rule.name === (name === 'localhost' || name.endsWith('.localhost') ? 'loopback' : 'public');
    default:
      return false;
  }
}

function coversAddress(rule, address) {
  if (rule.kind === 'block') return contains(rule.block, address);
  return rule.kind === 'class' && rule.name === addressClass(address);
}

function parseRule(text) {
  if (text.includes('://')) {
    throw new RuleError(text, 'write the host without a scheme, such as `example.com` or `example.com:443`');
  }
  const [host, port] = splitPort(text);
  if (port === 0) throw new RuleError(text, 'nothing can connect to port 0');
  return { text, port, ...parseHosts(text, host) };
}

function parseHosts(rule, host) {
  if (CLASSES.includes(host.toLowerCase())) return { kind: 'class', name: host.toLowerCase() };
  const address = parseAddress(host);
  if (address !== undefined) return { kind: 'block', block: { address, length: address.bits } };
  const block = parseBlock(host);
  if (block !== undefined) {
    if (!block.isExact) throw new RuleError(rule, 'the block has bits beyond its length');
    if (embedsV4(block.address)) {
      throw new RuleError(rule, 'these addresses stand for IPv4 addresses; write the IPv4 block instead');
    }
    return { kind: 'block', block };
  }
  if (host.startsWith('*.')) return { kind: 'under', name: parseName(rule, host.slice(2)) };
  return { kind: 'name', name: parseName(rule, host) };
}

function parseName(rule, name) {
  if (rule === '') throw new RuleError(rule, 'there is nothing between the commas');
  if (rule === '*') throw new RuleError(rule, 'leave the list empty to allow every host');
  if (name.includes('/')) throw new RuleError(rule, 'write a host, not a path, or a block such as `10.0.0.0/8`');
  if (/[^\0-\x7f]/.test(name)) throw new RuleError(rule, 'write an international name in its ASCII form, `xn--...`');
  if (name.includes('*')) throw new RuleError(rule, 'only a leading `*.` stands for other names');
  const normalized = normalize(name);
  const isName = normalized.length <= LONGEST_NAME && normalized.split('.').every((label) => /^[\w-]{1,63}$/.test(label));
  if (!isName) throw new RuleError(rule, 'this is neither a host name nor an address');
  return normalized;
}

/** Lower case, without the dot that marks a name as absolute. */
function normalize(name) {
  return name.replace(/\.$/, '').toLowerCase();
}

/** `host:port`, `[v6]:port`, `host`, or a bare IPv6 address. */
function splitPort(rule) {
  if (rule.startsWith('[')) {
    const close = rule.indexOf(']');
    if (close < 0) throw new RuleError(rule, 'a bracket is not closed');
    const after = rule.slice(close + 1);
    if (after !== '' && !after.startsWith(':')) throw new RuleError(rule, 'only a port may follow the bracket');
    return [rule.slice(1, close), after === '' ? undefined : parsePort(rule, after.slice(1))];
  }
  const colon = rule.indexOf(':');
  if (colon < 0 || rule.includes(':', colon + 1)) return [rule, undefined];
  return [rule.slice(0, colon), parsePort(rule, rule.slice(colon + 1))];
}

function parsePort(rule, text) {
  if (!/^\d+$/.test(text) || Number(text) > 65535) throw new RuleError(rule, `\`${text}\` is not a port`);
  return Number(text);
}
