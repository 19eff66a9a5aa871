// The binary form of WebAssembly modules, as far as taking one apart needs it.
// https://webassembly.github.io/spec/core/binary/modules.html

export const SectionId = { custom: 0, import: 2, export: 7, code: 10, data: 11, dataCount: 12 };

const HEADER = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const ImportKind = { function: 0, table: 1, memory: 2, global: 3 };

/** Reads numbers, texts and bytes one after the other. */
export class Reader {
  #bytes;
  #at;

  constructor(bytes, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get at() {
    return this.#at;
  }

  get isAtEnd() {
    return this.#at >= this.#bytes.length;
  }

  byte() {
    return this.#bytes[this.#at++];
  }

  /** LEB128, unsigned, of 32 bits. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** LEB128, signed, of 32 bits. */
  signed() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return shift < 25 && byte & 0x40 ? value | (-1 << (shift + 7)) : value;
    }
  }

  bytes(length) {
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text() {
    return new TextDecoder().decode(this.bytes(this.number()));
  }
}

/** LEB128, unsigned. */
export function number(value) {
  const bytes = [];
  for (; value > 0x7f; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  return [...bytes, value];
}

/** LEB128, signed, of a number from 0 on. */
function signed(value) {
  const bytes = number(value);
  return bytes.at(-1) & 0x40 ? [...bytes.slice(0, -1), bytes.at(-1) | 0x80, 0] : bytes;
}

/**
 * @typedef {{ id: number, name: string, content: Uint8Array }} Section `name` is empty but for custom sections, whose content
 *   begins behind it
 */

/** @returns {Section[]} */
export function sectionsOf(module) {
  const reader = new Reader(module, HEADER.length);
  const sections = [];
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const content = reader.bytes(reader.number());
    if (id !== SectionId.custom) {
      sections.push({ id, name: '', content });
      continue;
    }
    const inner = new Reader(content);
    const name = inner.text();
    sections.push({ id, name, content: content.subarray(inner.at) });
  }
  return sections;
}

/** @param {Section[]} sections */
export function moduleOf(sections) {
  const parts = [HEADER];
  for (const { id, name, content } of sections) {
    const label = id === SectionId.custom ? withLength(new TextEncoder().encode(name)) : [];
    parts.push([id, ...number(label.length + content.length)], label, content);
  }
  return Buffer.concat(parts.map((part) => Uint8Array.from(part)));
}

/**
 * A section with its names replaced: those of exports, or those of imports from the module `from`. Imported tables and memories
 * lose their limits, which are those that the guest had when the part was made.
 *
 * @returns {Section}
 */
export function renamed(section, replace, from) {
  const reader = new Reader(section.content);
  const count = reader.number();
  const parts = [number(count)];
  const encode = (text) => withLength(new TextEncoder().encode(text));
  for (let left = count; left > 0; left--) {
    const module = section.id === SectionId.import ? reader.text() : undefined;
    const name = reader.text();
    if (module !== undefined) parts.push(encode(module));
    parts.push(encode(module === from ? replace(name) : name), module === undefined ? copyExport(reader) : copyImport(reader));
  }
  return { ...section, content: Buffer.concat(parts.map((part) => Uint8Array.from(part))) };
}

function copyExport(reader) {
  return [reader.byte(), ...number(reader.number())];
}

function copyImport(reader) {
  const kind = reader.byte();
  if (kind === ImportKind.function) return [kind, ...number(reader.number())];
  if (kind === ImportKind.global) return [kind, reader.byte(), reader.byte()];
  const type = kind === ImportKind.table ? [reader.byte()] : [];
  const hasMost = (reader.byte() & 1) !== 0;
  reader.number();
  if (hasMost) reader.number();
  return [kind, ...type, 0, 0];
}

function withLength(bytes) {
  return [...number(bytes.length), ...bytes];
}

/** How many functions a module imports: the index of its own first one. */
export function importedFunctions(sections) {
  const section = sections.find(({ id }) => id === SectionId.import);
  if (section === undefined) return 0;
  const reader = new Reader(section.content);
  let functions = 0;
  for (let left = reader.number(); left > 0; left--) {
    reader.text();
    reader.text();
    if (reader.byte() !== ImportKind.function) throw new Error('a linked guest imports nothing but functions');
    reader.number();
    functions += 1;
  }
  return functions;
}

/** Where each function's body lies in the code section. @returns {{ start: number, end: number }[]} */
export function bodiesOf(sections) {
  const reader = new Reader(sections.find(({ id }) => id === SectionId.code).content);
  return Array.from({ length: reader.number() }, () => {
    const length = reader.number();
    const start = reader.at;
    reader.bytes(length);
    return { start, end: reader.at };
  });
}

/** The names of functions, by index. @returns {Map<number, string>} */
export function functionNames(sections) {
  const section = sections.find(({ name }) => name === 'name');
  const reader = new Reader(section.content);
  const names = new Map();
  while (!reader.isAtEnd) {
    const kind = reader.byte();
    const content = reader.bytes(reader.number());
    if (kind !== 1) continue;
    const inner = new Reader(content);
    for (let left = inner.number(); left > 0; left--) names.set(inner.number(), inner.text());
  }
  return names;
}

/** A section that gives functions names. @param {Map<number, string>} names by index @returns {Section} */
export function nameSection(names) {
  const entries = [...names].map(([index, name]) => [...number(index), ...withLength(new TextEncoder().encode(name))]);
  const content = [...number(names.size), ...entries.flat()];
  return { id: SectionId.custom, name: 'name', content: Uint8Array.from([1, ...withLength(content)]) };
}

/**
 * The segments of initial memory.
 *
 * @returns {{ address: number, start: number, bytes: Uint8Array }[]} `start` is where the bytes lie in the section
 */
export function segmentsOf(sections) {
  const reader = new Reader(sections.find(({ id }) => id === SectionId.data).content);
  return Array.from({ length: reader.number() }, () => {
    const [flags, opcode, address, end] = [reader.number(), reader.byte(), reader.signed(), reader.byte()];
    if (flags !== 0 || opcode !== 0x41 || end !== 0x0b) throw new Error('a linked guest has no data but at known addresses');
    const length = reader.number();
    return { address: address >>> 0, start: reader.at, bytes: reader.bytes(length) };
  });
}

/** @param {{ address: number, bytes: Uint8Array }[]} segments @returns {Section} */
export function dataSection(segments) {
  const parts = [number(segments.length)];
  for (const { address, bytes } of segments) parts.push([0, 0x41, ...signed(address), 0x0b, ...number(bytes.length)], bytes);
  return { id: SectionId.data, name: '', content: Buffer.concat(parts.map((part) => Uint8Array.from(part))) };
}
