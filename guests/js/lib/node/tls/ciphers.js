// Cipher suites, by the names of IANA and of OpenSSL.

/** The suites that the host speaks. */
export const SUITES = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_AES_128_GCM_SHA256',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];

/** OpenSSL has names of its own for the suites of TLS 1.2. */
export function opensslName(suite) {
  const parts = /^TLS_(.+)_WITH_(.+)$/.exec(suite);
  if (parts === null) return suite;
  const cipher = parts[2].replace('_POLY1305_SHA256', '-POLY1305').replace(/AES_(\d+)/, 'AES$1');
  return `${parts[1]}-${cipher}`.replaceAll('_', '-');
}
