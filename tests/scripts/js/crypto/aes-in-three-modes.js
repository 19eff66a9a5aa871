// NIST SP 800-38A, F.2 and F.5, and the GCM specification's test cases 4 and 16.
import { createCipheriv, createDecipheriv, getCipherInfo, getCiphers } from 'node:crypto';

const hex = (text) => Buffer.from(text, 'hex');
const keys = {
  128: hex('2b7e151628aed2a6abf7158809cf4f3c'),
  192: hex('8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b'),
  256: hex('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4'),
};
const plain = hex('6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51');
const starts = {
  cbc: { 128: '7649abac8119b246cee98e9b12e9197d', 192: '4f021db243bc633d7178183a9fa071e8', 256: 'f58c4c04d6e5f1ba779eabfb5f7bfbd6' },
  ctr: { 128: '874d6191b620e3261bef6864990db6ce', 192: '1abc932417521ca24f2b0459fe7e6e0b', 256: '601ec313775789a5b7a7f504bbf3d228' },
};
const vectors = { cbc: hex('000102030405060708090a0b0c0d0e0f'), ctr: hex('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff') };
for (const mode of ['cbc', 'ctr']) {
  for (const bits of [128, 192, 256]) {
    const name = `aes-${bits}-${mode}`;
    const cipher = createCipheriv(name, keys[bits], vectors[mode]);
    const parts = [plain.subarray(0, 5), plain.subarray(5, 31), plain.subarray(31)].map((part) => cipher.update(part));
    const sealed = Buffer.concat([...parts, cipher.final()]);
    const decipher = createDecipheriv(name, keys[bits], vectors[mode]);
    const opened = Buffer.concat([decipher.update(sealed.subarray(0, 17)), decipher.update(sealed.subarray(17)), decipher.final()]);
    console.log(name, getCiphers().includes(name), sealed.toString('hex').startsWith(starts[mode][bits]), sealed.length, opened.equals(plain));
  }
}

const gcm = [
  ['feffe9928665731c6d6a8f9467308308', '42831ec2', '5bc94fbc3221a5db94fae95ae7121a47'],
  ['feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308', '522dc1f0', '76fc6ece0f4e1768cddf8853bb2d551b'],
];
const nonce = hex('cafebabefacedbaddecaf888');
const text = hex(
  'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
);
const aad = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
for (const [key, start, tag] of gcm) {
  const name = `aes-${key.length * 4}-gcm`;
  const cipher = createCipheriv(name, hex(key), nonce).setAAD(aad);
  const sealed = cipher.update(text.subarray(0, 7), undefined, 'hex') + cipher.update(text.subarray(7), undefined, 'hex') + cipher.final('hex');
  console.log(name, sealed.startsWith(start), cipher.getAuthTag().toString('hex') === tag);
  const decipher = createDecipheriv(name, hex(key), nonce).setAAD(aad).setAuthTag(hex(tag));
  console.log((decipher.update(sealed, 'hex', 'hex') + decipher.final('hex')) === text.toString('hex'));
  const forged = createDecipheriv(name, hex(key), nonce).setAAD(aad).setAuthTag(Buffer.alloc(16));
  forged.update(sealed, 'hex');
  try {
    forged.final();
  } catch (error) {
    console.log(error.message);
  }
}
const long = createCipheriv('aes-128-gcm', keys[128], Buffer.alloc(60, 1));
console.log(long.update('a long nonce', 'utf8', 'base64') + long.final('base64'), long.getAuthTag().toString('hex'));

const noPadding = createCipheriv('aes-128-cbc', keys[128], vectors.cbc).setAutoPadding(false);
console.log(noPadding.update(plain).length, noPadding.final().length);
console.log(getCipherInfo('aes-256-gcm').keyLength, getCipherInfo('aes-128-cbc').ivLength, getCipherInfo('nothing'));

const failures = [
  () => createCipheriv('nothing', keys[128], vectors.cbc),
  () => createCipheriv('aes-256-cbc', keys[128], vectors.cbc),
  () => createCipheriv('aes-128-cbc', keys[128], nonce),
  () => createCipheriv('aes-128-gcm', keys[128], nonce, { authTagLength: 5 }),
  () => createDecipheriv('aes-128-gcm', keys[128], nonce).setAuthTag(Buffer.alloc(5)),
  () => createDecipheriv('aes-128-gcm', keys[128], nonce).final(),
  () => createDecipheriv('aes-128-cbc', keys[128], vectors.cbc).final(),
  () => {
    const decipher = createDecipheriv('aes-128-cbc', keys[128], vectors.cbc);
    decipher.update(Buffer.alloc(16));
    decipher.final();
  },
];
for (const fails of failures) {
  try {
    fails();
    console.log('no error');
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
