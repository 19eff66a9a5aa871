// Node's `buffer`: the npm package, with what is slow in an interpreter (text in and out, searching, comparing) done by
// the guest's native functions, and with the newer parts of Node's API added.
import { Buffer, INSPECT_MAX_BYTES, SlowBuffer, kMaxLength } from '../../node_modules/buffer/index.js';
import { codedError } from '../error.js';
import { native } from '../native.js';
import { invalidArgType, outOfRange } from './errors.js';

export { Buffer, INSPECT_MAX_BYTES, SlowBuffer, kMaxLength };

export const kStringMaxLength = 0x1fffffe8;
export const constants = Object.freeze({ MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: kStringMaxLength });

const ENCODINGS = new Map(
  Object.entries({
    utf8: 'utf8',
    'utf-8': 'utf8',
    ucs2: 'utf16le',
    'ucs-2': 'utf16le',
    utf16le: 'utf16le',
    'utf-16le': 'utf16le',
    latin1: 'latin1',
    binary: 'latin1',
    ascii: 'ascii',
    base64: 'base64',
    base64url: 'base64url',
    hex: 'hex',
  }),
);

/** The canonical name of an encoding, undefined when there is none of that name. */
export function canonicalEncoding(name) {
  if (name === undefined || name === null || name === '') return 'utf8';
  return ENCODINGS.get(name) ?? ENCODINGS.get(String(name).toLowerCase());
}

function requireEncoding(name) {
  const encoding = canonicalEncoding(name);
  if (encoding === undefined) throw codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${name}`);
  return encoding;
}

const { setPrototypeOf } = Object;
const { prototype } = Buffer;

/** Turns a fresh Uint8Array into a Buffer. @param {Uint8Array} bytes */
export function toBuffer(bytes) {
  return setPrototypeOf(bytes, prototype);
}

/** A Buffer over the memory of an ArrayBuffer. @param {ArrayBuffer} memory */
export function bufferOver(memory) {
  return setPrototypeOf(new Uint8Array(memory), prototype);
}

function encode(string, encoding) {
  switch (encoding) {
    case 'utf8':
      return native.utf8Encode(string);
    case 'latin1':
    case 'ascii':
      return encodeLatin1(string);
    case 'base64':
    case 'base64url':
      return native.base64Decode(string, true) ?? new Uint8Array(0);
    case 'hex':
      return decodeHex(string);
    default:
      return encodeUtf16(string);
  }
}

const BEYOND_LATIN1 = /[^\0-\xff]/;

function encodeLatin1(string) {
  if (!BEYOND_LATIN1.test(string)) return native.latin1Encode(string);
  const bytes = new Uint8Array(string.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = string.charCodeAt(i);
  return bytes;
}

function encodeUtf16(string) {
  const units = new Uint16Array(string.length);
  for (let i = 0; i < units.length; i += 1) units[i] = string.charCodeAt(i);
  return new Uint8Array(units.buffer);
}

function decodeHex(string) {
  const bytes = new Uint8Array(string.length >>> 1);
  for (let i = 0; i < bytes.length; i += 1) {
    const high = hexDigit(string.charCodeAt(2 * i));
    const low = hexDigit(string.charCodeAt(2 * i + 1));
    // As Node: the first character that is not a hexadecimal digit ends the data.
    if (high < 0 || low < 0) return bytes.slice(0, i);
    bytes[i] = (high << 4) | low;
  }
  return bytes;
}

function hexDigit(unit) {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const letter = unit | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function decode(bytes, encoding) {
  switch (encoding) {
    case 'utf8':
      return native.utf8Decode(bytes);
    case 'latin1':
      return native.latin1Decode(bytes);
    case 'ascii':
      return native.latin1Decode(bytes.map((byte) => byte & 0x7f));
    case 'base64':
      return native.base64Encode(bytes, false);
    case 'base64url':
      return native.base64Encode(bytes, true);
    case 'hex':
      return native.hexEncode(bytes);
    default:
      return decodeUtf16(bytes);
  }
}

const CODE_UNITS_PER_CALL = 4096;

function decodeUtf16(bytes) {
  // A copy, because the window may start at an odd address.
  const units = new Uint16Array(new Uint8Array(bytes).buffer, 0, bytes.length >>> 1);
  let text = '';
  for (let i = 0; i < units.length; i += CODE_UNITS_PER_CALL) {
    text += String.fromCharCode.apply(undefined, units.subarray(i, i + CODE_UNITS_PER_CALL));
  }
  return text;
}

const packageFrom = Buffer.from;

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') {
    if (encodingOrOffset === undefined) return toBuffer(native.utf8Encode(value));
    return toBuffer(encode(value, requireEncoding(encodingOrOffset)));
  }
  if (value instanceof Uint8Array) return toBuffer(new Uint8Array(value));
  if (value !== null && typeof value === 'object' && isConvertible(value)) {
    return packageFrom(value, encodingOrOffset, length);
  }
  const expected = 'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object';
  throw invalidArgType('first argument', expected, value);
};

function isConvertible(value) {
  return (
    value instanceof ArrayBuffer ||
    value.length !== undefined ||
    value.buffer instanceof ArrayBuffer ||
    (value.type === 'Buffer' && Array.isArray(value.data)) ||
    typeof value[Symbol.toPrimitive] === 'function' ||
    (typeof value.valueOf === 'function' && value.valueOf() !== value)
  );
}

Buffer.copyBytesFrom = function copyBytesFrom(view, offset = 0, length = view.length - offset) {
  if (!ArrayBuffer.isView(view) || view instanceof DataView)
    throw invalidArgType('view', 'an instance of TypedArray', view);
  const part = view.subarray(offset, offset + length);
  return toBuffer(new Uint8Array(part.buffer, part.byteOffset, part.byteLength).slice());
};

Buffer.of = function of(...bytes) {
  return toBuffer(Uint8Array.of(...bytes));
};

Buffer.isEncoding = function isEncoding(name) {
  return typeof name === 'string' && name !== '' && canonicalEncoding(name) !== undefined;
};

Buffer.byteLength = function byteLength(value, encoding) {
  if (typeof value !== 'string') {
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
    throw invalidArgType('string', 'of type string or an instance of Buffer or ArrayBuffer', value);
  }
  switch (canonicalEncoding(encoding)) {
    case 'latin1':
    case 'ascii':
      return value.length;
    case 'utf16le':
      return value.length * 2;
    case 'hex':
      return value.length >>> 1;
    case 'base64':
    case 'base64url': {
      const padding = value.endsWith('==') ? 2 : Number(value.endsWith('='));
      return ((value.length - padding) * 3) >>> 2;
    }
    default:
      return native.utf8Length(value);
  }
};

Buffer.compare = function compare(a, b) {
  if (!(a instanceof Uint8Array)) throw invalidArgType('buf1', 'an instance of Buffer or Uint8Array', a);
  if (!(b instanceof Uint8Array)) throw invalidArgType('buf2', 'an instance of Buffer or Uint8Array', b);
  return compareBytes(a, b);
};

function compareBytes(a, b) {
  // One code unit per byte, so the order of the strings is the order of the bytes.
  const left = native.latin1Decode(a);
  const right = native.latin1Decode(b);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

prototype.toString = function toString(encoding, start, end) {
  if (start === undefined && end === undefined) {
    if (encoding === undefined) return native.utf8Decode(this);
    return decode(this, requireEncoding(encoding));
  }
  return decode(
    window(this, clampIndex(start, 0, this.length), clampIndex(end, this.length, this.length)),
    requireEncoding(encoding),
  );
};
prototype.toLocaleString = prototype.toString;

function clampIndex(index, absent, length) {
  if (index === undefined) return absent;
  const whole = Math.trunc(Number(index)) || 0;
  return Math.min(Math.max(whole, 0), length);
}

function window(buffer, start, end) {
  return new Uint8Array(buffer.buffer, buffer.byteOffset + start, Math.max(end - start, 0));
}

prototype.subarray = function subarray(start, end) {
  const from = relativeIndex(start, 0, this.length);
  const to = relativeIndex(end, this.length, this.length);
  return toBuffer(window(this, from, to));
};
prototype.slice = prototype.subarray;

function relativeIndex(index, absent, length) {
  if (index === undefined) return absent;
  const whole = Math.trunc(Number(index)) || 0;
  return whole < 0 ? Math.max(length + whole, 0) : Math.min(whole, length);
}

prototype.write = function write(string, offset, length, encoding) {
  if (typeof string !== 'string') throw codedError(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string');
  if (typeof offset === 'string') return this.write(string, 0, undefined, offset);
  if (typeof length === 'string') return this.write(string, offset, undefined, length);
  const start = offset ?? 0;
  if (!Number.isInteger(start) || start < 0 || start > this.length) {
    throw outOfRange('offset', `>= 0 && <= ${this.length}`, offset);
  }
  const room = Math.min(length ?? Infinity, this.length - start);
  const kind = requireEncoding(encoding);
  if (kind === 'utf8') {
    const bytes = native.utf8Encode(string);
    const count = bytes.length <= room ? bytes.length : wholeCharacters(bytes, room);
    this.set(count === bytes.length ? bytes : bytes.subarray(0, count), start);
    return count;
  }
  const bytes = encode(string, kind);
  const count = Math.min(bytes.length, kind === 'utf16le' ? room & ~1 : room);
  this.set(count === bytes.length ? bytes : bytes.subarray(0, count), start);
  return count;
};

// UTF-8: a character that does not fit is left out as a whole.
function wholeCharacters(bytes, room) {
  let end = room;
  while (end > 0 && (bytes[end] & 0xc0) === 0x80) end -= 1;
  return end;
}

prototype.equals = function equals(other) {
  if (!(other instanceof Uint8Array)) throw invalidArgType('otherBuffer', 'an instance of Buffer or Uint8Array', other);
  return this === other || (this.length === other.length && compareBytes(this, other) === 0);
};

prototype.compare = function compare(target, start, end, thisStart, thisEnd) {
  if (!(target instanceof Uint8Array)) throw invalidArgType('target', 'an instance of Buffer or Uint8Array', target);
  const range = (name, value, absent, limit) => {
    if (value === undefined) return absent;
    if (!(value >= 0 && value <= limit)) throw outOfRange(name, `>= 0 && <= ${limit}`, value);
    return Math.trunc(value);
  };
  const theirs = window(
    target,
    range('targetStart', start, 0, Infinity),
    range('targetEnd', end, target.length, target.length),
  );
  const ours = window(
    this,
    range('sourceStart', thisStart, 0, Infinity),
    range('sourceEnd', thisEnd, this.length, this.length),
  );
  return compareBytes(ours, theirs);
};

prototype.indexOf = function indexOf(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, true);
};

prototype.lastIndexOf = function lastIndexOf(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, false);
};

prototype.includes = function includes(value, byteOffset, encoding) {
  return this.indexOf(value, byteOffset, encoding) !== -1;
};

function search(buffer, value, byteOffset, encoding, forward) {
  if (typeof byteOffset === 'string') return search(buffer, value, undefined, byteOffset, forward);
  const given = Math.trunc(Number(byteOffset));
  let offset = Number.isNaN(given) ? (forward ? 0 : buffer.length) : given;
  if (offset < 0) offset += buffer.length;
  if (offset < 0) {
    if (!forward) return -1;
    offset = 0;
  }
  if (typeof value === 'number') {
    const byte = value & 0xff;
    const bytes = Uint8Array.prototype;
    if (forward) return bytes.indexOf.call(buffer, byte, offset);
    return buffer.length === 0 ? -1 : bytes.lastIndexOf.call(buffer, byte, Math.min(offset, buffer.length - 1));
  }
  let needle = value;
  const kind = requireEncoding(encoding);
  if (typeof value === 'string') needle = encode(value, kind);
  else if (!(value instanceof Uint8Array)) {
    throw invalidArgType('value', 'one of type number or string or an instance of Buffer or Uint8Array', value);
  }
  if (needle.length === 0) return Math.min(offset, buffer.length);
  const haystack = native.latin1Decode(buffer);
  const sought = native.latin1Decode(needle);
  const step = forward ? 1 : -1;
  let found = forward ? haystack.indexOf(sought, offset) : haystack.lastIndexOf(sought, offset);
  // Two-byte characters are found at even offsets only.
  while (kind === 'utf16le' && found > 0 && found % 2 === 1) {
    found = forward ? haystack.indexOf(sought, found + step) : haystack.lastIndexOf(sought, found + step);
  }
  return found;
}

prototype.fill = function fill(value, start, end, encoding) {
  if (typeof start === 'string') return this.fill(value, 0, this.length, start);
  if (typeof end === 'string') return this.fill(value, start, this.length, end);
  const from = start ?? 0;
  const to = end ?? this.length;
  if (!(from >= 0 && from <= this.length)) throw outOfRange('offset', `>= 0 && <= ${this.length}`, start);
  if (!(to >= 0 && to <= this.length)) throw outOfRange('end', `>= 0 && <= ${this.length}`, end);
  const bytes = Uint8Array.prototype;
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) {
    return bytes.fill.call(this, Number(value) & 0xff, from, to);
  }
  const pattern = typeof value === 'string' ? encode(value, requireEncoding(encoding)) : value;
  if (pattern.length === 0) {
    if (value.length > 0)
      throw codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'value' is invalid. Received '${value}'`);
    return bytes.fill.call(this, 0, from, to);
  }
  if (pattern.length === 1) return bytes.fill.call(this, pattern[0], from, to);
  const length = to - from;
  if (length <= 0) return this;
  // The part already written is doubled until the rest is covered.
  this.set(pattern.subarray(0, Math.min(pattern.length, length)), from);
  for (let done = pattern.length; done < length; done *= 2) {
    bytes.copyWithin.call(this, from + done, from, from + Math.min(done, length - done));
  }
  return this;
};

for (const [name, encoding] of [
  ['ascii', 'ascii'],
  ['base64', 'base64'],
  ['base64url', 'base64url'],
  ['hex', 'hex'],
  ['latin1', 'latin1'],
  ['ucs2', 'utf16le'],
  ['utf8', 'utf8'],
]) {
  prototype[`${name}Slice`] = function slice(start, end) {
    return this.toString(encoding, start, end);
  };
  prototype[`${name}Write`] = function write(string, offset, length) {
    return this.write(string, offset, length, encoding);
  };
}

/** The text of a whole Blob or of bytes is valid UTF-8. */
export function isUtf8(input) {
  const bytes = viewOf(input);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

export function isAscii(input) {
  return !/[^\0-\x7f]/.test(native.latin1Decode(viewOf(input)));
}

function viewOf(input) {
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  throw invalidArgType('input', 'an instance of ArrayBuffer, Buffer, or TypedArray', input);
}

/** Re-encodes bytes from one of utf8, utf16le, latin1, ascii to another; what has no code becomes `?`. */
export function transcode(source, fromEncoding, toEncoding) {
  if (!(source instanceof Uint8Array)) throw invalidArgType('source', 'an instance of Buffer or Uint8Array', source);
  const from = canonicalEncoding(fromEncoding);
  const to = canonicalEncoding(toEncoding);
  const text = ['utf8', 'utf16le', 'latin1', 'ascii'];
  if (!text.includes(from) || !text.includes(to)) {
    throw codedError(Error, 'U_ILLEGAL_ARGUMENT_ERROR', 'Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]');
  }
  const string = decode(source, from);
  if (to === 'latin1') return Buffer.from(string.replace(/[^\0-\xff]/gu, '?'), 'latin1');
  if (to === 'ascii') return Buffer.from(string.replace(/[^\0-\x7f]/gu, '?'), 'latin1');
  return Buffer.from(string, to);
}

export const { Blob, File, atob, btoa } = globalThis;

export function resolveObjectURL(id) {
  throw codedError(
    Error,
    'ERR_UNSUPPORTED',
    `resolveObjectURL(${id}) is not supported by Strait; pass the Blob itself`,
  );
}

export default {
  Blob,
  Buffer,
  File,
  INSPECT_MAX_BYTES,
  SlowBuffer,
  atob,
  btoa,
  constants,
  isAscii,
  isUtf8,
  kMaxLength,
  kStringMaxLength,
  resolveObjectURL,
  transcode,
};
