const date = new Date(0);
const source = {
  date,
  map: new Map([[{ k: 1 }, new Set([1, 'b'])]]),
  pattern: /a+/gi,
  bytes: new Uint8Array([1, 2]),
  error: new RangeError('far', { cause: 'x' }),
  big: 10n,
  hole: [, 1],
  nothing: undefined,
};
source.self = source;
const copy = structuredClone(source);
print(copy !== source, copy.self === copy, copy.date.getTime(), copy.date !== date);
print([...copy.map.values()][0].has('b'), copy.pattern.flags, copy.bytes.join(), copy.error.name, copy.error.message);
print(copy.big, 0 in copy.hole, 'nothing' in copy);
class Point { x = 1; get y() { return 2; } }
print(Object.getPrototypeOf(structuredClone(new Point())) === Object.prototype);
for (const value of [() => {}, Symbol('s'), new WeakMap(), Promise.resolve()]) {
  try {
    structuredClone({ value });
  } catch (error) {
    print(error.name, error instanceof DOMException, error.code);
  }
}
