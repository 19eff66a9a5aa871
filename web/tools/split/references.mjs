// Which data the functions of a linked module refer to, as the linker's symbols and relocations tell (`--emit-relocs`).
// https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md
import { Reader, SectionId, bodiesOf, importedFunctions, segmentsOf } from './binary.mjs';

const SYMBOL_TABLE = 8;
const SymbolKind = { function: 0, data: 1, global: 2, section: 3, event: 4, table: 5 };
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;

/** Kinds of relocations that an addend follows. */
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25]);
/** Those that stand for the address of data. */
const ADDRESSES = new Set([3, 4, 5, 11, 14, 15, 16]);

/**
 * A piece of data, as the linker placed it.
 *
 * @typedef {{ address: number, size: number, isConstant: boolean, references: Set<number> }} Piece `references` are the numbers of
 *   the pieces that it has addresses of
 *
 * @param {import('./binary.mjs').Section[]} sections
 * @returns {{ pieces: Piece[], ofFunctions: Set<number>[] }} `ofFunctions` has the numbers of the pieces that each function refers
 *   to, by its place among the module's own
 */
export function referencesOf(sections) {
  const segments = segmentsOf(sections);
  const symbols = symbolsOf(sections);
  const pieces = [];
  const pieceOfSymbol = new Map();
  for (const [index, { kind, segment, offset, size }] of symbols.entries()) {
    if (kind !== SymbolKind.data || segment === undefined) continue;
    pieceOfSymbol.set(index, pieces.length);
    // The first segment is what the linker calls .rodata.
    pieces.push({ address: segments[segment].address + offset, size, isConstant: segment === 0, references: new Set() });
  }
  const ofFunctions = bodiesOf(sections).map(() => new Set());
  const inCode = locator(bodiesOf(sections));
  for (const { offset, symbol } of relocations(sections, 'reloc.CODE')) {
    const piece = pieceOfSymbol.get(symbol);
    if (piece !== undefined) ofFunctions[inCode(offset)].add(piece);
  }
  const ordered = [...pieces.keys()].sort((one, other) => pieces[one].address - pieces[other].address);
  for (const { offset, symbol } of relocations(sections, 'reloc.DATA')) {
    const target = pieceOfSymbol.get(symbol);
    const segment = segments.findLast(({ start }) => start <= offset);
    const address = segment.address + offset - segment.start;
    if (target === undefined) continue;
    for (const holder of ordered) {
      if (pieces[holder].address > address) break;
      if (address < pieces[holder].address + pieces[holder].size) pieces[holder].references.add(target);
    }
  }
  return { pieces, ofFunctions, imported: importedFunctions(sections) };
}

function symbolsOf(sections) {
  const linking = sections.find(({ name }) => name === 'linking');
  if (linking === undefined) throw new Error('the guest was linked without --emit-relocs');
  const reader = new Reader(linking.content);
  reader.number();
  while (!reader.isAtEnd) {
    const kind = reader.byte();
    const content = reader.bytes(reader.number());
    if (kind !== SYMBOL_TABLE) continue;
    const inner = new Reader(content);
    return Array.from({ length: inner.number() }, () => readSymbol(inner));
  }
  throw new Error('the guest has no table of symbols');
}

function readSymbol(reader) {
  const kind = reader.byte();
  const flags = reader.number();
  const isDefined = (flags & UNDEFINED) === 0;
  if (kind === SymbolKind.data) {
    reader.text();
    return isDefined ? { kind, segment: reader.number(), offset: reader.number(), size: reader.number() } : { kind };
  }
  reader.number();
  if (kind !== SymbolKind.section && (isDefined || (flags & EXPLICIT_NAME) !== 0)) reader.text();
  return { kind };
}

/** Those of one section that stand for addresses of data. */
function relocations(sections, name) {
  const section = sections.find((one) => one.name === name);
  const reader = new Reader(section.content);
  const target = sections[reader.number()];
  if (target.id !== SectionId.code && target.id !== SectionId.data) throw new Error(`${name} is for another section`);
  const found = [];
  for (let left = reader.number(); left > 0; left--) {
    const [kind, offset, symbol] = [reader.byte(), reader.number(), reader.number()];
    if (WITH_ADDEND.has(kind)) reader.signed();
    if (ADDRESSES.has(kind)) found.push({ offset, symbol });
  }
  return found;
}

/** @returns what finds the number of the range that an offset is in, of ranges in order */
function locator(ranges) {
  return (offset) => {
    let [low, high] = [0, ranges.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (ranges[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}
