// Vectors of RFC 1321, RFC 3174 and FIPS 180-4.
import { createHash, getHashes } from 'node:crypto';

const two = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq';
for (const name of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']) {
  console.log(name, getHashes().includes(name));
  for (const text of ['', 'abc', two]) console.log(createHash(name).update(text).digest('hex'));
  const million = createHash(name);
  for (let i = 0; i < 1000; i += 1) million.update('a'.repeat(1000));
  console.log(million.digest('base64'));
}
console.log(createHash('SHA-256').update('é', 'latin1').digest('base64url'));
console.log(createHash('RSA-SHA1').update(new Uint16Array([1, 2])).digest());

const begun = createHash('sha256').update('a');
const copy = begun.copy();
console.log(begun.update('b').digest('hex') === createHash('sha256').update('ab').digest('hex'));
console.log(copy.digest('hex') === createHash('sha256').update('a').digest('hex'));

const failures = [
  () => begun.update('x'),
  () => begun.digest(),
  () => createHash('nothing'),
  () => createHash(),
  () => createHash('md5').update(1),
];
for (const fails of failures) {
  try {
    fails();
  } catch (error) {
    console.log(error.name, error.code, error.message.split(/ or an instance|. Received/)[0]);
  }
}

const stream = createHash('md5');
stream.on('data', (value) => console.log('stream', value.toString('hex')));
stream.write('a');
stream.end('bc');
