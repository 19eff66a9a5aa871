import { promisify, callbackify } from 'node:util';
const half = (n, done) => setTimeout(() => (n % 2 ? done(new Error('odd')) : done(null, n / 2)), 1);
print(await promisify(half)(8));
await promisify(half)(3).catch((error) => print(error.message));
callbackify(async (n) => n + 1)(1, (error, value) => print(error, value));
callbackify(async () => { throw null; })((error) => print(error.code));
await new Promise((resolve) => setTimeout(resolve, 5));
print(await promisify(setTimeout)(1, 'slept'));
