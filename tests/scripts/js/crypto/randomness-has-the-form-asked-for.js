import { randomBytes, randomFill, randomFillSync, randomInt, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';

console.log(randomBytes(16).length, randomBytes(0).length, randomBytes(16).equals(randomBytes(16)));
console.log((await promisify(randomBytes)(8)).length);
const some = randomFillSync(new Uint8Array(64), 32);
console.log(some.subarray(0, 32).every((byte) => byte === 0), some.subarray(32).every((byte) => byte === 0));
const words = randomFillSync(new Uint32Array(8), 6, 2);
console.log(words.subarray(0, 6).every((word) => word === 0), words.subarray(6).every((word) => word === 0));
console.log(randomFillSync(new ArrayBuffer(8)).byteLength, (await promisify(randomFill)(Buffer.alloc(3))).length);
const seen = new Set();
for (let i = 0; i < 1000; i += 1) seen.add(randomInt(3, 6));
console.log([...seen].sort(), await promisify(randomInt)(1), randomInt(-5, -4));
console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(randomUUID()));
for (const fails of [() => randomBytes(-1), () => randomBytes('1'), () => randomInt(5, 5), () => randomInt(0, 2 ** 50), () => randomFillSync('x'), () => randomFillSync(Buffer.alloc(4), 5)]) {
  try {
    fails();
    console.log('no error');
  } catch (error) {
    console.log(error.name, error.code);
  }
}
