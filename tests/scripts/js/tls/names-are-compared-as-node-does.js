import { checkServerIdentity, createSecureContext, getCiphers, rootCertificates } from 'node:tls';

const check = (host, certificate) => console.log(host, checkServerIdentity(host, certificate)?.message);
check('a.com', { subject: { CN: 'a.com' } });
check('b.com', { subject: { CN: 'a.com' } });
check('a.com', { subject: { CN: 'a.com' }, subjectaltname: 'DNS:b.com' });
check('www.b.com', { subject: {}, subjectaltname: 'DNS:a.com, DNS:*.b.com' });
check('a.www.b.com', { subject: {}, subjectaltname: 'DNS:*.b.com' });
check('1.2.3.4', { subject: {}, subjectaltname: 'DNS:1.2.3.4, IP Address:1.2.3.4' });
check('1.2.3.5', { subject: {}, subjectaltname: 'IP Address:1.2.3.4' });
for (const options of [{ pfx: 'x' }, { minVersion: 'TLSv9' }, { maxVersion: 'TLSv1' }, { key: 5 }]) {
  try {
    createSecureContext(options);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
console.log(getCiphers().includes('tls_aes_128_gcm_sha256'), Array.isArray(rootCertificates));
