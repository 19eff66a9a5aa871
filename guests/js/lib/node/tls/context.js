// Certificates, keys and protocols as scripts give them, in the form in which they go to the host.
import { codedError, unsupported } from '../../error.js';
import { Buffer } from '../buffer.js';
import { invalidArgType } from '../errors.js';

const UNSUPPORTED = {
  pfx: 'give certificate and key as PEM: `openssl pkcs12 -nodes` makes them',
  crl: 'certificates are not checked for revocation',
  dhparam: 'key exchange is by elliptic curves',
  clientCertEngine: 'give certificate and key as PEM',
  privateKeyEngine: 'give the key as PEM',
  secureProtocol: 'use minVersion and maxVersion',
};

const VERSIONS = ['TLSv1.2', 'TLSv1.3'];

/** What createSecureContext() makes of its options. */
export class SecureContext {
  /** @param {object} [options] */
  constructor(options = {}) {
    for (const name of Object.keys(UNSUPPORTED)) {
      if (options[name] !== undefined && options[name] !== null)
        throw unsupported(`the TLS option ${name}`, UNSUPPORTED[name]);
    }
    this.ca = pem(options.ca, 'options.ca');
    this.cert = pem(options.cert, 'options.cert');
    this.key = pem(options.key, 'options.key');
    if (options.passphrase !== undefined && this.key?.includes('ENCRYPTED')) {
      throw unsupported('an encrypted private key', 'decrypt it first: `openssl pkey -in key.pem -out plain.pem`');
    }
    this.minVersion = checkedVersion(options.minVersion ?? 'TLSv1.2', 'minVersion');
    this.maxVersion = checkedVersion(options.maxVersion ?? 'TLSv1.3', 'maxVersion');
    // Packages look at it to tell a context from options.
    this.context = this;
  }
}

/** The context of options: the one they have, or one made of them. */
export function contextOf(options) {
  return options.secureContext instanceof SecureContext ? options.secureContext : new SecureContext(options);
}

/**
 * Protocols for ALPN: a list of names, or of bytes with their lengths before them (RFC 7301 section 3.1).
 * @returns {string[]}
 */
export function alpnList(protocols) {
  if (protocols === undefined || protocols === null) return [];
  if (Array.isArray(protocols)) return protocols.map((protocol) => Buffer.from(protocol).toString('latin1'));
  if (!ArrayBuffer.isView(protocols)) throw invalidArgType('options.ALPNProtocols', 'an array or a Buffer', protocols);
  const bytes = Buffer.from(protocols.buffer, protocols.byteOffset, protocols.byteLength);
  const list = [];
  for (let at = 0; at < bytes.length; at += 1 + bytes[at]) {
    list.push(bytes.toString('latin1', at + 1, at + 1 + bytes[at]));
  }
  return list;
}

/** The texts of one or several PEM values, one after the other; undefined for none. */
function pem(value, name) {
  if (value === undefined || value === null || value === false || value === '') return undefined;
  const parts = Array.isArray(value) ? value : [value];
  if (parts.length === 0) return undefined;
  return parts
    .map((part) => {
      if (typeof part === 'object' && part !== null && part.pem !== undefined) return textOf(part.pem, name);
      return textOf(part, name);
    })
    .join('\n');
}

function textOf(part, name) {
  if (typeof part === 'string') return part;
  if (ArrayBuffer.isView(part)) return Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1');
  if (part instanceof ArrayBuffer) return Buffer.from(part).toString('latin1');
  throw invalidArgType(name, 'of type string or an instance of Buffer or ArrayBuffer', part);
}

function checkedVersion(version, name) {
  if (VERSIONS.includes(version)) return version;
  if (version === 'TLSv1' || version === 'TLSv1.1') {
    // Older ones are never spoken; as a lower bound they do no harm.
    if (name === 'minVersion') return 'TLSv1.2';
    throw unsupported(version, 'TLSv1.2 and TLSv1.3 are spoken');
  }
  throw codedError(
    TypeError,
    'ERR_TLS_INVALID_PROTOCOL_VERSION',
    `"${version}" is not a valid ${name === 'minVersion' ? 'minimum' : 'maximum'} TLS protocol version`,
  );
}
