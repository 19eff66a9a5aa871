// https.Server: http.Server with a certificate.
import { unsupported } from '../../error.js';
import { Buffer } from '../buffer.js';
import { invalidArgType, validateObject } from '../errors.js';
import { Server as HttpServer } from '../http/server.js';

/** What cannot be honoured, and would make a difference to what a server accepts. */
const UNSUPPORTED = [
  'pfx',
  'passphrase',
  'SNICallback',
  'ALPNCallback',
  'pskCallback',
  'secureContext',
  'secureProtocol',
  'secureOptions',
  'ciphers',
  'sigalgs',
  'ecdhCurve',
  'dhparam',
  'crl',
  'ticketKeys',
  'maxVersion',
  'privateKeyEngine',
  'privateKeyIdentifier',
];

/** Callable without `new`. @param {object | Function} [options] @param {Function} [listener] */
export function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  const given = typeof options === 'function' || options === undefined || options === null ? {} : options;
  validateObject(given, 'options');
  HttpServer.call(this, given, typeof options === 'function' ? options : listener);
  this._tls = tlsOf(given);
}
Object.setPrototypeOf(Server.prototype, HttpServer.prototype);
Object.setPrototypeOf(Server, HttpServer);

for (const name of ['setSecureContext', 'addContext', 'getTicketKeys', 'setTicketKeys']) {
  Server.prototype[name] = function refuse() {
    throw unsupported(`server.${name}`, 'give key and cert when the server is created');
  };
}

/** @param {object | Function} [options] @param {Function} [listener] */
export function createServer(options, listener) {
  return new Server(options, listener);
}

/** The options as the host takes them. */
function tlsOf(options) {
  for (const name of UNSUPPORTED) {
    if (options[name] !== undefined && options[name] !== null)
      throw unsupported(`the server option \`${name}\``, 'give key and cert in PEM; the host chooses the rest');
  }
  const { minVersion } = options;
  // The host speaks TLS 1.2 and 1.3.
  if (minVersion !== undefined && minVersion !== 'TLSv1.2')
    throw unsupported(`the server option \`minVersion: '${minVersion}'\``, 'the host speaks TLS 1.2 and 1.3');
  const asks = options.requestCert === true;
  const authorities = pem(options.ca, 'options.ca');
  if (asks && authorities === '')
    throw unsupported('the server option `requestCert` without `ca`', 'give the authorities that vouch for clients as ca');
  return {
    certificates: pem(options.cert, 'options.cert'),
    key: pem(options.key, 'options.key'),
    clientAuthorities: asks ? authorities : undefined,
    clientRequired: asks && options.rejectUnauthorized !== false,
    protocols: protocols(options.ALPNProtocols),
  };
}

/** Text of a string, a Buffer, or an array of these; '' for nothing. */
function pem(value, name) {
  if (value === undefined || value === null || value === false) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((each) => pem(each, name)).join('\n');
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return Buffer.from(value.buffer ?? value, value.byteOffset, value.byteLength).toString('latin1');
  if (typeof value === 'object' && value.pem !== undefined) {
    if (value.passphrase !== undefined) throw unsupported(`a passphrase in ${name}`, 'give a key that is not encrypted');
    return pem(value.pem, name);
  }
  throw invalidArgType(name, 'of type string or an instance of Buffer, TypedArray, or DataView', value);
}

/** ALPN protocols are given as names, or as the bytes of RFC 7301: each name behind its length. */
function protocols(value) {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map(String);
  if (!ArrayBuffer.isView(value)) throw invalidArgType('options.ALPNProtocols', 'an instance of Array or Buffer', value);
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const names = [];
  for (let at = 0; at < bytes.length; at += 1 + bytes[at]) names.push(bytes.toString('latin1', at + 1, at + 1 + bytes[at]));
  return names;
}
