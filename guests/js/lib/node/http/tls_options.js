// What `https:` requests say of TLS, as the host takes it.
import { unsupported } from '../../error.js';
import { invalidArgType } from '../errors.js';

/** Options of Node's that would have to be honoured to be safe, and cannot be. */
const REFUSED = {
  pfx: 'give `cert` and `key` as PEM',
  passphrase: 'give `key` without a passphrase',
  secureContext: 'give `ca`, `cert` and `key` as PEM',
  checkServerIdentity: 'give `servername`',
  crl: 'the host trusts what `ca` says',
};

const decoder = new TextDecoder();

/**
 * What a request and its agent choose for TLS; `undefined` when they choose nothing. The agent's options win, as in Node.
 *
 * @returns {{ ca?: string, cert?: string, key?: string, serverName?: string, insecure: boolean } | undefined}
 */
export function tlsOptions(request, agent) {
  const options = { ...request, ...agent };
  for (const name of Object.keys(REFUSED)) {
    if (isGiven(options[name])) throw unsupported(`the request option \`${name}\``, REFUSED[name]);
  }
  const { servername } = options;
  if (isGiven(servername) && typeof servername !== 'string') {
    throw invalidArgType('options.servername', 'of type string', servername);
  }
  const chosen = {
    ca: pem(options.ca, 'ca'),
    cert: pem(options.cert, 'cert'),
    key: pem(options.key, 'key'),
    serverName: servername || undefined,
    insecure: options.rejectUnauthorized === false,
  };
  return Object.values(chosen).some((value) => value !== undefined && value !== false) ? chosen : undefined;
}

function isGiven(value) {
  return value !== undefined && value !== null;
}

/** A string, bytes, or an array of these, as one text. A key may be `{ pem }`. */
function pem(value, name) {
  if (!isGiven(value) || value.length === 0) return undefined;
  if (Array.isArray(value)) return value.map((part) => pem(part, name) ?? '').join('\n');
  if (typeof value === 'string') return value;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return decoder.decode(value);
  if (name === 'key' && isGiven(value.pem)) {
    if (isGiven(value.passphrase)) throw unsupported('the request option `key.passphrase`', REFUSED.passphrase);
    return pem(value.pem, name);
  }
  throw invalidArgType(`options.${name}`, 'of type string or an instance of Buffer, TypedArray, or DataView', value);
}
