// Node's `util/types`: checks of what a value is by its internal slots, which no script can fake.
import { native } from '../native.js';

const { getOwnPropertyDescriptor, getPrototypeOf } = Object;

/** Whether a method or getter that reads an internal slot accepts the value. */
function slot(read) {
  return (value) => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
    try {
      read(value);
      return true;
    } catch {
      return false;
    }
  };
}

function getter(prototype, name) {
  const { get } = getOwnPropertyDescriptor(prototype, name);
  return slot((value) => get.call(value));
}

function method(prototype, name, ...args) {
  const call = prototype[name];
  return slot((value) => call.apply(value, args));
}

const typedArrayName = getOwnPropertyDescriptor(getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const typedArray = (name) => (value) => typedArrayName.call(value) === name;

export const isTypedArray = (value) => typedArrayName.call(value) !== undefined;
export const isUint8Array = typedArray('Uint8Array');
export const isUint8ClampedArray = typedArray('Uint8ClampedArray');
export const isUint16Array = typedArray('Uint16Array');
export const isUint32Array = typedArray('Uint32Array');
export const isInt8Array = typedArray('Int8Array');
export const isInt16Array = typedArray('Int16Array');
export const isInt32Array = typedArray('Int32Array');
export const isFloat32Array = typedArray('Float32Array');
export const isFloat64Array = typedArray('Float64Array');
export const isBigInt64Array = typedArray('BigInt64Array');
export const isBigUint64Array = typedArray('BigUint64Array');
export const isArrayBufferView = (value) => ArrayBuffer.isView(value);

export const isArrayBuffer = getter(ArrayBuffer.prototype, 'byteLength');
export const isSharedArrayBuffer =
  typeof SharedArrayBuffer === 'undefined' ? () => false : getter(SharedArrayBuffer.prototype, 'byteLength');
export const isAnyArrayBuffer = (value) => isArrayBuffer(value) || isSharedArrayBuffer(value);
export const isDataView = getter(DataView.prototype, 'byteOffset');
export const isMap = getter(Map.prototype, 'size');
export const isSet = getter(Set.prototype, 'size');
export const isWeakMap = method(WeakMap.prototype, 'has', {});
export const isWeakSet = method(WeakSet.prototype, 'has', {});
export const isDate = method(Date.prototype, 'getTime');
const hasRegExpFlags = getter(RegExp.prototype, 'dotAll');
export const isRegExp = (value) => value !== RegExp.prototype && hasRegExpFlags(value);
export const isPromise = (value) =>
  value !== null && typeof value === 'object' && native.promiseState(value) !== undefined;
export const isProxy = (value) => isObjectLike(value) && native.proxyDetails(value) !== undefined;
export const isNativeError = (value) => isObjectLike(value) && !isProxy(value) && native.className(value) === 'Error';

export const isNumberObject = objectOf('number', method(Number.prototype, 'valueOf'));
export const isStringObject = objectOf('string', method(String.prototype, 'valueOf'));
export const isBooleanObject = objectOf('boolean', method(Boolean.prototype, 'valueOf'));
export const isBigIntObject = objectOf('bigint', method(BigInt.prototype, 'valueOf'));
export const isSymbolObject = objectOf('symbol', method(Symbol.prototype, 'valueOf'));
export const isBoxedPrimitive = (value) =>
  isNumberObject(value) ||
  isStringObject(value) ||
  isBooleanObject(value) ||
  isBigIntObject(value) ||
  isSymbolObject(value);

function objectOf(primitive, hasValue) {
  return (value) => isObjectLike(value) && hasValue(value);
}

function isObjectLike(value) {
  return value !== null && (typeof value === 'object' || typeof value === 'function');
}

const tagOf = (value) => (isObjectLike(value) && !isProxy(value) ? native.className(value) : undefined);

export const isArgumentsObject = (value) =>
  isObjectLike(value) &&
  value[Symbol.toStringTag] === undefined &&
  Object.prototype.toString.call(value) === '[object Arguments]';
export const isMapIterator = (value) => tagOf(value) === 'Map Iterator';
export const isSetIterator = (value) => tagOf(value) === 'Set Iterator';
export const isGeneratorObject = (value) => ['Generator', 'AsyncGenerator'].includes(tagOf(value));
export const isModuleNamespaceObject = (value) => ['Module', 'module'].includes(tagOf(value));
export const isExternal = () => false;
export const isCryptoKey = (value) => isPlatform(value, 'CryptoKey');
export const isKeyObject = () => false;

function isPlatform(value, name) {
  return typeof globalThis[name] === 'function' && value instanceof globalThis[name];
}

const AsyncFunction = (async () => {}).constructor;
const GeneratorFunction = function* generator() {}.constructor;
const AsyncGeneratorFunction = async function* generator() {}.constructor;

export const isAsyncFunction = (value) => value instanceof AsyncFunction || value instanceof AsyncGeneratorFunction;
export const isGeneratorFunction = (value) =>
  value instanceof GeneratorFunction || value instanceof AsyncGeneratorFunction;

export default {
  isAnyArrayBuffer,
  isArgumentsObject,
  isArrayBuffer,
  isArrayBufferView,
  isAsyncFunction,
  isBigInt64Array,
  isBigIntObject,
  isBigUint64Array,
  isBooleanObject,
  isBoxedPrimitive,
  isCryptoKey,
  isDataView,
  isDate,
  isExternal,
  isFloat32Array,
  isFloat64Array,
  isGeneratorFunction,
  isGeneratorObject,
  isInt16Array,
  isInt32Array,
  isInt8Array,
  isKeyObject,
  isMap,
  isMapIterator,
  isModuleNamespaceObject,
  isNativeError,
  isNumberObject,
  isPromise,
  isProxy,
  isRegExp,
  isSet,
  isSetIterator,
  isSharedArrayBuffer,
  isStringObject,
  isSymbolObject,
  isTypedArray,
  isUint16Array,
  isUint32Array,
  isUint8Array,
  isUint8ClampedArray,
  isWeakMap,
  isWeakSet,
};
