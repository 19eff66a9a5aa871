import { inspect } from 'node:util';
print(inspect({ name: 'a'.repeat(40), other: 'b'.repeat(40), list: Array.from({ length: 30 }, (_, i) => i) }));
print(inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }), inspect({ a: { b: { c: { d: 1 } } } }, { depth: null }));
print(inspect('x'.repeat(20), { maxStringLength: 5 }), inspect([1, 2, 3, 4], { maxArrayLength: 2 }));
const loop = { name: 'loop' };
loop.self = loop;
print(inspect(loop));
print(inspect({ a: 1, b: [1, 2] }, { compact: false }));
print(inspect({ [inspect.custom]: () => 'my own' }), inspect({ b: 1, a: 2 }, { sorted: true }), inspect('c', { colors: true }));
