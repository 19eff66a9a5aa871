// flags: --allow-listen
import https, { Agent, createServer, globalAgent, request } from 'https';
import { cert, key } from './parts/certificate.js';

function check(what, act) {
  try {
    act();
    console.log(what, 'is fine');
  } catch (error) {
    console.log(what, error.code);
  }
}
for (const option of ['pfx', 'passphrase', 'SNICallback', 'ciphers', 'maxVersion'])
  check(option, () => createServer({ key, cert, [option]: 'x' }));
check('TLS 1.1', () => createServer({ key, cert, minVersion: 'TLSv1.1' }));
check('TLS 1.2', () => createServer({ key, cert, minVersion: 'TLSv1.2' }));
check('asking without authorities', () => createServer({ key, cert, requestCert: true }));
check('a passphrase of a key', () => createServer({ key: [{ pem: key, passphrase: 'x' }], cert }));
check('a key that is no text', () => createServer({ key: 5, cert }));
check('an agent that trusts everybody', () => new Agent({ rejectUnauthorized: false }));
check('an agent with authorities', () => new Agent({ ca: cert }));
check('a request that trusts everybody', () => request('https://localhost/', { rejectUnauthorized: false }));
check('another protocol', () => request('http://localhost/'));
check('addContext', () => createServer({ key, cert }).addContext('a', {}));
console.log(globalAgent.protocol, globalAgent.defaultPort, globalAgent instanceof Agent, https.Server === createServer({}).constructor);
createServer({ key: cert, cert: key })
  .on('error', (error) => console.log(error.code, error.message))
  .listen(0);
