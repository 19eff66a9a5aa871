import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

const bytes = (count, value) => Buffer.alloc(count, value);
const counting = Buffer.from(Array.from({ length: 25 }, (_, index) => index + 1));
const cases = [
  [bytes(20, 0x0b), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  ['Jefe', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
  [bytes(20, 0xaa), bytes(50, 0xdd), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
  [counting, bytes(50, 0xcd), '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b'],
  [bytes(131, 0xaa), 'Test Using Larger Than Block-Size Key - Hash Key First', '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'],
];
for (const [key, data, expected] of cases) {
  console.log(createHmac('sha256', key).update(data).digest('hex') === expected);
  for (const name of ['md5', 'sha1', 'sha224', 'sha384', 'sha512']) {
    console.log(createHmac(name, createSecretKey(Buffer.from(key))).update(data).digest('hex'));
  }
}
const mac = createHmac('sha1', 'key').update('data');
console.log(mac.digest().length, mac.digest('hex') === '');
console.log(timingSafeEqual(Buffer.from('abc'), Buffer.from('abc')), timingSafeEqual(Buffer.from('abc'), Buffer.from('abd')));
for (const fails of [() => createHmac('nothing', 'key'), () => createHmac('sha1'), () => timingSafeEqual(Buffer.from('a'), Buffer.from('ab'))]) {
  try {
    fails();
  } catch (error) {
    console.log(error.name, error.code);
  }
}
