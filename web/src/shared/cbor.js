// CBOR (RFC 8949), the part that messages between guest and host use.

/** How deep arrays and maps may lie in each other. */
const MOST_NESTING = 64;

const MAJOR = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6, simple: 7 };
const INDEFINITE = 31;
const BREAK = 0xff;
const TAG_POSITIVE_BIGNUM = 2;
const TAG_NEGATIVE_BIGNUM = 3;

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes that are not what they should be. */
export class DecodeError extends Error {
  name = 'DecodeError';
}

/** Writes CBOR into a buffer that grows. */
export class Encoder {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** What was written; valid until the next write. */
  get bytes() {
    return this.#bytes.subarray(0, this.#length);
  }

  clear() {
    this.#length = 0;
  }

  /** The head of a data item: a major type, and a number that is not negative. */
  #head(major, number) {
    this.#reserve(9);
    const first = major << 5;
    const view = this.#view;
    const at = this.#length;
    if (number < 24) {
      view.setUint8(at, first | Number(number));
      this.#length += 1;
    } else if (number <= 0xff) {
      view.setUint8(at, first | 24);
      view.setUint8(at + 1, Number(number));
      this.#length += 2;
    } else if (number <= 0xffff) {
      view.setUint8(at, first | 25);
      view.setUint16(at + 1, Number(number));
      this.#length += 3;
    } else if (number <= 0xffffffff) {
      view.setUint8(at, first | 26);
      view.setUint32(at + 1, Number(number));
      this.#length += 5;
    } else {
      view.setUint8(at, first | 27);
      view.setBigUint64(at + 1, BigInt(number));
      this.#length += 9;
    }
  }

  #reserve(more) {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }

  #raw(bytes) {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  array(count) {
    this.#head(MAJOR.array, count);
  }

  map(count) {
    this.#head(MAJOR.map, count);
  }

  /** @param {number | bigint} number a whole number */
  integer(number) {
    if (number >= 0) this.#head(MAJOR.unsigned, number);
    else this.#head(MAJOR.negative, typeof number === 'bigint' ? -1n - number : -1 - number);
  }

  float(number) {
    this.#reserve(9);
    this.#view.setUint8(this.#length, (MAJOR.simple << 5) | 27);
    this.#view.setFloat64(this.#length + 1, number);
    this.#length += 9;
  }

  boolean(value) {
    this.#head(MAJOR.simple, value ? 21 : 20);
  }

  null() {
    this.#head(MAJOR.simple, 22);
  }

  /** A lone surrogate becomes U+FFFD. */
  text(text) {
    const bytes = utf8.encode(text);
    this.#head(MAJOR.text, bytes.length);
    this.#raw(bytes);
  }

  byteString(bytes) {
    this.#head(MAJOR.bytes, bytes.length);
    this.#raw(bytes);
  }

  /** The bytes of one whole data item. */
  encoded(bytes) {
    this.#raw(bytes);
  }

  /**
   * A value as scripts and host modules exchange them: `null` and `undefined`, booleans, numbers (whole ones are integers),
   * bigints, strings, bytes, arrays and other iterables, maps and plain objects.
   *
   * @throws {TypeError} for what is none of these, and for what is nested too deeply
   */
  value(value, depth = 0) {
    if (depth > MOST_NESTING) throw new TypeError(`a value is nested more than ${MOST_NESTING} deep, or contains itself`);
    switch (typeof value) {
      case 'undefined':
        return this.null();
      case 'boolean':
        return this.boolean(value);
      case 'string':
        return this.text(value);
      case 'number':
        return Number.isSafeInteger(value) && !Object.is(value, -0) ? this.integer(value) : this.float(value);
      case 'bigint':
        return this.#bigInteger(value);
      case 'object':
        return value === null ? this.null() : this.#object(value, depth + 1);
      default:
        throw new TypeError(`a ${typeof value} cannot be handed to a script`);
    }
  }

  #bigInteger(value) {
    const magnitude = value >= 0n ? value : -1n - value;
    if (magnitude < 1n << 64n) return this.#head(value >= 0n ? MAJOR.unsigned : MAJOR.negative, magnitude);
    this.#head(MAJOR.tag, value >= 0n ? TAG_POSITIVE_BIGNUM : TAG_NEGATIVE_BIGNUM);
    const digits = magnitude.toString(16);
    this.byteString(fromHex(digits.length % 2 === 0 ? digits : `0${digits}`));
  }

  #object(value, depth) {
    if (ArrayBuffer.isView(value)) {
      this.byteString(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    } else if (value instanceof ArrayBuffer) {
      this.byteString(new Uint8Array(value));
    } else if (value instanceof Map) {
      this.map(value.size);
      for (const [key, item] of value) {
        this.value(key, depth);
        this.value(item, depth);
      }
    } else if (Symbol.iterator in value) {
      const items = Array.isArray(value) ? value : [...value];
      this.array(items.length);
      for (const item of items) this.value(item, depth);
    } else {
      const entries = Object.entries(value);
      this.map(entries.length);
      for (const [key, item] of entries) {
        this.text(key);
        this.value(item, depth);
      }
    }
  }
}

/** Encodes one value; see {@link Encoder.value}. */
export function encodeValue(value) {
  const encoder = new Encoder();
  encoder.value(value);
  return encoder.bytes.slice();
}

/**
 * Decodes one value that takes up all of the bytes. Whole numbers beyond 53 bits are bigints, maps are plain objects, byte
 * strings are copies.
 *
 * @throws {DecodeError}
 */
export function decodeValue(bytes) {
  const decoder = new Decoder(bytes);
  const value = decoder.value();
  decoder.end();
  return value;
}

/** Reads CBOR. */
export class Decoder {
  #bytes;
  #view;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @throws {DecodeError} when something follows */
  end() {
    if (this.#at !== this.#bytes.length) throw new DecodeError('there are bytes behind the end');
  }

  value(depth = 0) {
    if (depth > MOST_NESTING) throw new DecodeError(`a value is nested more than ${MOST_NESTING} deep`);
    const first = this.#byte();
    const major = first >> 5;
    const info = first & 31;
    if (major === MAJOR.simple) return this.#simple(info);
    if (info === INDEFINITE) return this.#indefinite(major, depth);
    const number = this.#number(info);
    switch (major) {
      case MAJOR.unsigned:
        return number;
      case MAJOR.negative:
        return typeof number === 'bigint' || number === Number.MAX_SAFE_INTEGER ? narrowed(-1n - BigInt(number)) : -1 - number;
      case MAJOR.bytes:
        return this.#take(number).slice();
      case MAJOR.text:
        return decodeText(this.#take(number));
      case MAJOR.array:
        return this.#array(this.#count(number, 1), depth);
      case MAJOR.map:
        return this.#map(this.#count(number, 2), depth);
      default:
        return this.#tagged(number);
    }
  }

  #byte() {
    if (this.#at >= this.#bytes.length) throw new DecodeError('the bytes end too early');
    return this.#bytes[this.#at++];
  }

  #take(length) {
    if (length > this.#bytes.length - this.#at) throw new DecodeError('the bytes end too early');
    this.#at += Number(length);
    return this.#bytes.subarray(this.#at - Number(length), this.#at);
  }

  /** A count of items, of which each takes a byte at least. */
  #count(number, bytesEach) {
    if (number > (this.#bytes.length - this.#at) / bytesEach) throw new DecodeError('the bytes end too early');
    return Number(number);
  }

  #number(info) {
    if (info < 24) return info;
    const at = this.#at;
    switch (info) {
      case 24:
        return this.#byte();
      case 25:
        this.#take(2);
        return this.#view.getUint16(at);
      case 26:
        this.#take(4);
        return this.#view.getUint32(at);
      case 27:
        this.#take(8);
        return narrowed(this.#view.getBigUint64(at));
      default:
        throw new DecodeError('a number has a form that does not exist');
    }
  }

  #array(count, depth) {
    const items = [];
    for (let i = 0; i < count; i++) items.push(this.value(depth + 1));
    return items;
  }

  #map(count, depth) {
    const object = {};
    for (let i = 0; i < count; i++) this.#entry(object, depth);
    return object;
  }

  #entry(object, depth) {
    const key = this.value(depth + 1);
    if (typeof key === 'object' && key !== null) throw new DecodeError('the key of a map is a container');
    // An assignment to `__proto__` would change what the object is.
    Object.defineProperty(object, key, { value: this.value(depth + 1), writable: true, enumerable: true, configurable: true });
  }

  #indefinite(major, depth) {
    const isArray = major === MAJOR.array;
    if (!isArray && major !== MAJOR.map) throw new DecodeError('only arrays and maps may be of indefinite length');
    const container = isArray ? [] : {};
    while (this.#bytes[this.#at] !== BREAK) {
      if (isArray) container.push(this.value(depth + 1));
      else this.#entry(container, depth);
    }
    this.#at++;
    return container;
  }

  #simple(info) {
    const at = this.#at;
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        this.#take(2);
        return halfFloat(this.#view.getUint16(at));
      case 26:
        this.#take(4);
        return this.#view.getFloat32(at);
      case 27:
        this.#take(8);
        return this.#view.getFloat64(at);
      default:
        throw new DecodeError('a simple value that does not exist');
    }
  }

  #tagged(tag) {
    if (tag !== TAG_POSITIVE_BIGNUM && tag !== TAG_NEGATIVE_BIGNUM) throw new DecodeError(`the tag ${tag} is unknown`);
    const bytes = this.value();
    if (!(bytes instanceof Uint8Array)) throw new DecodeError('a big number is not made of bytes');
    const magnitude = bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
    return tag === TAG_POSITIVE_BIGNUM ? magnitude : -1n - magnitude;
  }
}

function decodeText(bytes) {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new DecodeError('a text is not UTF-8');
  }
}

/** A number where it is exact. */
function narrowed(number) {
  const isSafe = number <= BigInt(Number.MAX_SAFE_INTEGER) && number >= BigInt(Number.MIN_SAFE_INTEGER);
  return isSafe ? Number(number) : number;
}

/** RFC 8949 appendix D. */
function halfFloat(bits) {
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (mantissa + 1024) * 2 ** (exponent - 25);
}

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(digits) {
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) => Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16));
}
