// Certificates of peers, in the form in which Node tells them.
import { codedError } from '../../error.js';
import { native } from '../../native.js';
import { bufferOver } from '../buffer.js';
import { isIP } from '../net/address.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What getPeerCertificate() gives. @param {ArrayBuffer} der */
export function describeCertificate(der) {
  const parsed = native.parseCertificate(der);
  const described = {
    subject: nameObject(parsed.subject),
    issuer: nameObject(parsed.issuer),
    subjectaltname: parsed.alternativeNames.length === 0 ? undefined : parsed.alternativeNames.join(', '),
    ca: parsed.ca,
    valid_from: opensslTime(parsed.validFrom),
    valid_to: opensslTime(parsed.validTo),
    fingerprint: parsed.fingerprint,
    fingerprint256: parsed.fingerprint256,
    fingerprint512: parsed.fingerprint512,
    serialNumber: parsed.serialNumber,
    raw: bufferOver(der),
  };
  if (described.subjectaltname === undefined) delete described.subjectaltname;
  return described;
}

/**
 * The certificate of a peer, with those it sent along when `detailed`: each is the `issuerCertificate` of the one before.
 * @param {ArrayBuffer[]} chain
 */
export function describeChain(chain, detailed) {
  if (chain.length === 0) return {};
  if (!detailed) return describeCertificate(chain[0]);
  const described = chain.map(describeCertificate);
  described.forEach((certificate, index) => {
    if (index + 1 < described.length) certificate.issuerCertificate = described[index + 1];
  });
  return described[0];
}

/** RFC 9525 as Node applies it: an error when the certificate is not for the host, else undefined. */
export function checkServerIdentity(hostname, certificate) {
  const host = `${hostname}`.replace(/\.$/, '').toLowerCase();
  const alternatives = certificate.subjectaltname === undefined ? [] : certificate.subjectaltname.split(', ');
  const of = (prefix) =>
    alternatives.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const names = of('DNS:');
  let reason;
  if (isIP(host) !== 0) {
    const addresses = of('IP Address:');
    if (addresses.some((address) => address.toLowerCase() === host)) return undefined;
    reason = `IP: ${host} is not in the cert's list: ${addresses.join(', ')}`;
  } else if (names.length > 0) {
    if (names.some((name) => covers(name, host))) return undefined;
    reason = `Host: ${host}. is not in the cert's altnames: ${certificate.subjectaltname}`;
  } else {
    const common = [certificate.subject?.CN ?? []].flat();
    if (common.some((name) => covers(name, host))) return undefined;
    reason =
      common.length > 0 ? `Host: ${host}. is not cert's CN: ${common.join(', ')}` : 'Cert does not contain a DNS name';
  }
  const error = codedError(
    Error,
    'ERR_TLS_CERT_ALTNAME_INVALID',
    `Hostname/IP does not match certificate's altnames: ${reason}`,
  );
  return Object.assign(error, { reason, host, cert: certificate });
}

/** A `*` stands for one whole label, the first. */
function covers(pattern, host) {
  const name = pattern.toLowerCase().replace(/\.$/, '');
  if (!name.startsWith('*.')) return name === host;
  const dot = host.indexOf('.');
  return dot > 0 && name.split('.').length > 2 && host.slice(dot) === name.slice(1);
}

function nameObject(pairs) {
  const object = { __proto__: null };
  for (const [attribute, value] of pairs) {
    if (object[attribute] === undefined) object[attribute] = value;
    else object[attribute] = [object[attribute], value].flat();
  }
  return object;
}

/** As OpenSSL writes it: `Nov 21 15:00:00 2026 GMT`. */
function opensslTime(milliseconds) {
  const date = new Date(milliseconds);
  const two = (number) => String(number).padStart(2, '0');
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `${MONTHS[date.getUTCMonth()]} ${day} ${time} ${date.getUTCFullYear()} GMT`;
}
