const { subtle } = globalThis.crypto;
const text = (string) => new TextEncoder().encode(string);
const hex = (buffer) => Buffer.from(buffer).toString('hex');

for (const name of ['SHA-1', 'sha-256', { name: 'SHA-384' }, 'SHA-512']) console.log(hex(await subtle.digest(name, text('abc'))));

const mac = await subtle.importKey('raw', text('Jefe'), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']);
console.log(mac.type, mac.extractable, mac.algorithm.hash, mac.algorithm.length, mac.usages);
const signature = await subtle.sign('HMAC', mac, text('what do ya want for nothing?'));
console.log(hex(signature));
console.log(await subtle.verify('HMAC', mac, signature, text('what do ya want for nothing?')), await subtle.verify('HMAC', mac, signature, text('?')));
console.log(await subtle.exportKey('jwk', mac), hex(await subtle.exportKey('raw', mac)));

const password = await subtle.importKey('raw', text('password'), 'PBKDF2', false, ['deriveBits', 'deriveKey']);
const slow = { name: 'PBKDF2', hash: 'SHA-256', salt: text('salt'), iterations: 4096 };
console.log(hex(await subtle.deriveBits(slow, password, 256)));
const secret = await subtle.importKey('raw', Buffer.alloc(22, 0x0b), 'HKDF', false, ['deriveBits']);
const salt = Buffer.from('000102030405060708090a0b0c', 'hex');
const info = Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex');
console.log(hex(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, secret, 42 * 8)));

const derived = await subtle.deriveKey(slow, password, { name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
console.log(derived.algorithm, hex(await subtle.exportKey('raw', derived)));
const iv = new Uint8Array(12);
const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: text('head') }, derived, text('hello'));
console.log(hex(sealed));
const opened = await subtle.decrypt({ name: 'AES-GCM', iv, additionalData: text('head') }, derived, sealed);
console.log(new TextDecoder().decode(opened));

const block = await subtle.importKey('raw', new Uint8Array(16), 'AES-CBC', true, ['encrypt', 'decrypt']);
const cbc = await subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, block, text('sixteen bytes ok'));
console.log(hex(cbc), new TextDecoder().decode(await subtle.decrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, block, cbc)));
const counter = new Uint8Array(16).fill(255);
const count = await subtle.importKey('jwk', { kty: 'oct', k: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'AES-CTR', false, ['encrypt']);
for (const length of [2, 64, 128]) console.log(hex(await subtle.encrypt({ name: 'AES-CTR', counter, length }, count, new Uint8Array(40))));

const made = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-512' }, true, ['sign']);
console.log(made.algorithm.name, made.algorithm.length, made.algorithm.hash, (await subtle.exportKey('raw', made)).byteLength);

const failures = [
  () => subtle.digest('MD5', text('a')),
  () => subtle.digest('SHA-1', 'a'),
  () => subtle.sign('HMAC', made, 'a'),
  () => subtle.verify('HMAC', made, signature, text('a')),
  () => subtle.encrypt({ name: 'AES-GCM', iv }, block, text('a')),
  () => subtle.decrypt({ name: 'AES-GCM', iv }, derived, sealed),
  () => subtle.decrypt({ name: 'AES-GCM', iv }, derived, new Uint8Array(3)),
  () => subtle.exportKey('raw', password),
  () => subtle.importKey('raw', new Uint8Array(5), 'AES-GCM', true, ['encrypt']),
  () => subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', true, ['sign']),
  () => subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', true, []),
  () => subtle.generateKey({ name: 'AES-CTR', length: 100 }, true, ['encrypt']),
];
for (const fails of failures) {
  await fails().then(
    () => console.log('no error'),
    (error) => console.log(error.name),
  );
}
console.log(Object.prototype.toString.call(subtle), Object.prototype.toString.call(made));
