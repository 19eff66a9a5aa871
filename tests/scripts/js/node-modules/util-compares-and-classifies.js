import util, { types, isDeepStrictEqual, inherits, deprecate, stripVTControlCharacters, toUSVString } from 'node:util';
print(isDeepStrictEqual({ a: [1, new Map([[1, { b: 2 }]])] }, { a: [1, new Map([[1, { b: 2 }]])] }), isDeepStrictEqual([1], ['1']), isDeepStrictEqual(NaN, NaN), isDeepStrictEqual(0, -0));
print(types.isPromise(Promise.resolve()), types.isRegExp(/x/), types.isDate({}), types.isUint8Array(Buffer.alloc(1)), types.isProxy(new Proxy({}, {})), types.isAsyncFunction(async () => {}), types.isGeneratorFunction(function* () {}));
function Old() {}
function Base() {}
inherits(Old, Base);
print(new Old() instanceof Base, Old.super_ === Base, util.isArray([]));
print(stripVTControlCharacters('\u001b[31mred\u001b[0m'), toUSVString('a\ud800'));
