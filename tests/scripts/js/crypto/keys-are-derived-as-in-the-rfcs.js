// RFC 6070 (PBKDF2), RFC 5869 (HKDF), RFC 7914 (scrypt).
import { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from 'node:crypto';
import { promisify } from 'node:util';

const pbkdf2Cases = [
  ['password', 'salt', 1, 20, '0c60c80f961f0e71f3a9b524af6012062fe037a6'],
  ['password', 'salt', 2, 20, 'ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957'],
  ['password', 'salt', 4096, 20, '4b007901b765489abead49d926f721d065a429c1'],
  ['passwordPASSWORDpassword', 'saltSALTsaltSALTsaltSALTsaltSALTsalt', 4096, 25, '3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038'],
  ['pass\0word', 'sa\0lt', 4096, 16, '56fa6aa75548099dcc37d7f03425e0c3'],
];
for (const [password, salt, iterations, length, expected] of pbkdf2Cases) {
  console.log(pbkdf2Sync(password, salt, iterations, length, 'sha1').toString('hex') === expected);
}

const hex = (text) => Buffer.from(text, 'hex');
const okm = hkdfSync('sha256', Buffer.alloc(22, 0x0b), hex('000102030405060708090a0b0c'), hex('f0f1f2f3f4f5f6f7f8f9'), 42);
console.log(okm instanceof ArrayBuffer);
console.log(Buffer.from(okm).toString('hex') === '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865');
const noSalt = hkdfSync('sha1', Buffer.alloc(22, 0x0c), '', '', 42);
console.log(Buffer.from(noSalt).toString('hex') === '2c91117204d745f3500d636a62f64f0ab3bae548aa53d423b0d1f27ebba6f5e5673a081d70cce7acfc48');

console.log(scryptSync('', '', 64, { N: 16, r: 1, p: 1 }).toString('hex').startsWith('77d6576238657b203b19ca42c18a0497'));
console.log(scryptSync('password', 'NaCl', 64, { N: 1024, r: 8, p: 16 }).toString('hex').startsWith('fdbabe1c9d3472007856e7190d01e9fe'));

console.log((await promisify(pbkdf2)('secret', 'salt', 1000, 32, 'sha512')).toString('hex'));
console.log(Buffer.from(await promisify(hkdf)('sha512', 'key', 'salt', 'info', 16)).toString('hex'));
console.log((await promisify(scrypt)('secret', 'salt', 16)).toString('hex'));

const failures = [
  () => pbkdf2Sync('a', 'b', 1, 1, 'nothing'),
  () => pbkdf2Sync('a', 'b', 0, 1, 'sha1'),
  () => pbkdf2Sync('a', 'b', 1, -1, 'sha1'),
  () => pbkdf2('a', 'b', 1, 1, 'sha1'),
  () => hkdfSync('sha1', 'a', 'b', 'c', 255 * 20 + 1),
  () => scryptSync('a', 'b', 1, { N: 3 }),
  () => scryptSync('a', 'b', 1, { N: 2 ** 20 }),
];
for (const fails of failures) {
  try {
    fails();
    console.log('no error');
  } catch (error) {
    console.log(error.name, error.code);
  }
}
