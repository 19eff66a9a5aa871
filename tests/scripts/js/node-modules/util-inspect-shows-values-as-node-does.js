import { inspect } from 'node:util';
class Point {
  x = 1;
  #hidden = 2;
}
for (const value of [
  { a: 1, 'b c': 'it\'s', [Symbol('s')]: null }, [1, , 'x', [2, [3, [4]]]], new Map([['k', new Set([1])]]), new Point(), Object.create(null),
  function named() {}, class A extends Point {}, () => {}, new Date(0), /x/g, new Uint8Array([1, 2]), Buffer.from('hi'), -0, 10n, 'text',
  Symbol('s'), new Error('e').message, Promise.resolve(5), new Promise(() => {}), new WeakMap(), { get a() { return 1; }, set b(v) {} }, [undefined, null], new Number(3),
]) {
  print(inspect(value));
}
