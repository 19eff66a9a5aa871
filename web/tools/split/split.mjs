// Takes a linked guest apart: what ordinary scripts need, and parts that a worker loads when something in them is called.
//
// Which functions go where is told by running scripts (profile.mjs) and by rules for the names of the rest. Constant data that
// only one part's functions refer to goes with them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SectionId, bodiesOf, dataSection, functionNames, importedFunctions, moduleOf, nameSection, renamed, sectionsOf, segmentsOf } from './binary.mjs';
import { referencesOf } from './references.mjs';

const FEATURES = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals'];
/** The custom section that names the files of a guest's parts. */
const PARTS_SECTION = 'strait.parts';
/** What parts import the guest's functions from, and what the names of those begin with. */
const NAMESPACE = 'guest';
const PREFIX = '%';
/** The name of what is made into no part. */
const LEFT_OUT = 'left-out';
const PROFILE = fileURLToPath(new URL('profile.mjs', import.meta.url));
/** The most that one step may take, in milliseconds. */
const PATIENCE = 600_000;

/**
 * @param {Uint8Array} linked with names, symbols and relocations
 * @param {'python' | 'javascript'} language
 * @param {[string, RegExp][]} rules parts, and names of functions that go there unless ordinary scripts call them; the first that
 *   fits counts. `left-out` is for what no page needs
 * @returns {{ file: string, bytes: Uint8Array }[]} the guest itself first
 */
export function split(linked, language, rules) {
  const folder = mkdtempSync(join(tmpdir(), 'strait-split-'));
  try {
    return splitIn(folder, linked, language, rules);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function splitIn(folder, linked, language, rules) {
  const sections = sectionsOf(linked);
  const names = functionNames(sections);
  const imported = importedFunctions(sections);
  const nameOf = (index) => names.get(imported + index);
  const file = (name) => join(folder, name);
  // Names of functions are not all different; these are.
  const labels = new Map(bodiesOf(sections).map((_, index) => [imported + index, `f${index}`]));
  writeFileSync(file('guest.wasm'), moduleOf([...sections.filter(({ id }) => id !== SectionId.custom), nameSection(labels)]));

  binaryen('wasm-split', ['--instrument', '--in-memory', '--enable-threads', file('guest.wasm'), '-o', file('instrumented.wasm')]);
  const called = run(process.execPath, [PROFILE, file('instrumented.wasm'), language, `${bodiesOf(sections).length}`]);
  /** The part of each function; the guest itself has none. */
  const partOf = Array.from(called, (digit, index) => (digit === '1' ? undefined : rules.find(([, rule]) => rule.test(nameOf(index)))?.[0]));

  for (const [part] of rules) {
    const wanted = partOf.flatMap((name, index) => (name === part ? [labels.get(imported + index)] : []));
    writeFileSync(file('functions'), wanted.join('\n'));
    const outputs = ['-o1', file('rest.wasm'), '-o2', file(`${part}.wasm`)];
    const namespaces = [`--import-namespace=${NAMESPACE}`, `--placeholder-namespace=part:${part}`, `--export-prefix=${PREFIX}`];
    binaryen('wasm-split', ['-g', `--split-funcs=@${file('functions')}`, ...namespaces, file('guest.wasm'), ...outputs]);
    binaryen('wasm-opt', ['-g', file('rest.wasm'), '-o', file('guest.wasm')]);
  }

  const { kept, moved } = dataByPart(sections, partOf);
  withData(file('guest.wasm'), kept);
  const shorten = shortNames();
  const files = {};
  const written = [];
  for (const [part] of rules) {
    if (part === LEFT_OUT) continue;
    withData(file(`${part}.wasm`), moved.get(part) ?? []);
    const bytes = optimized(file(`${part}.wasm`), (section) => (section.id === SectionId.import ? renamed(section, shorten, NAMESPACE) : section));
    // Parts fit the guest that they were made with and no other.
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    files[part] = `${language}-${part}.${hash}.wasm`;
    written.push({ file: files[part], bytes });
  }
  const guest = optimized(file('guest.wasm'), (section) => (section.id === SectionId.export ? renamed(section, shorten) : section));
  const list = { id: SectionId.custom, name: PARTS_SECTION, content: Buffer.from(JSON.stringify(files)) };
  return [{ file: `${language}.wasm`, bytes: moduleOf([...sectionsOf(guest), list]) }, ...written];
}

/** The initial memory of the guest, and what of it comes with each part. */
function dataByPart(sections, partOf) {
  const { pieces, ofFunctions } = referencesOf(sections);
  const owner = new Array(pieces.length).fill(undefined);
  const isKept = new Array(pieces.length).fill(false);
  const reach = (first, visit) => {
    const stack = [...first];
    while (stack.length > 0) {
      const piece = stack.pop();
      if (visit(piece)) stack.push(...pieces[piece].references);
    }
  };
  const keep = (piece) => {
    if (isKept[piece]) return false;
    isKept[piece] = true;
    return true;
  };
  // What can change may have changed by the time that a part comes.
  const others = new Set(partOf.flatMap((part, index) => (part === LEFT_OUT ? [] : [...ofFunctions[index]])));
  const isLeftOut = (piece) => !others.has(piece) && partOf.some((part, index) => part === LEFT_OUT && ofFunctions[index].has(piece));
  reach([...pieces.keys()].filter((piece) => !pieces[piece].isConstant && !isLeftOut(piece)), keep);
  partOf.forEach((part, index) => part === undefined && reach(ofFunctions[index], keep));
  partOf.forEach((part, index) => {
    if (part === undefined) return;
    reach(ofFunctions[index], (piece) => {
      if (isKept[piece] || owner[piece] === part) return false;
      // What two parts need is the guest's.
      if (owner[piece] !== undefined) reach([piece], keep);
      else owner[piece] = part;
      return true;
    });
  });

  const segments = segmentsOf(sections).map(({ address, bytes }) => ({ address, bytes: Uint8Array.from(bytes) }));
  const isNeeded = segments.map(({ bytes }) => new Uint8Array(bytes.length));
  const place = (address) => segments.findLastIndex((segment) => segment.address <= address);
  for (const [index, { address, size }] of pieces.entries()) {
    const at = place(address);
    const start = address - segments[at]?.address;
    if (isKept[index] || owner[index] === undefined) isNeeded[at]?.fill(1, start, start + size);
  }
  const moved = new Map();
  for (const [index, { address, size }] of pieces.entries()) {
    if (isKept[index] || owner[index] === undefined) continue;
    const ranges = moved.get(owner[index]) ?? [];
    ranges.push({ start: address, end: address + size });
    moved.set(owner[index], ranges);
  }
  const original = segmentsOf(sections);
  for (const ranges of moved.values()) {
    for (const { start, end } of ranges) {
      const { address, bytes } = segments[place(start)];
      for (let at = start - address; at < end - address; at++) if (isNeeded[place(start)][at] === 0) bytes[at] = 0;
    }
  }
  const bytesOf = ({ start, end }) => {
    const { address, bytes } = original[place(start)];
    return { address: start, bytes: bytes.subarray(start - address, end - address) };
  };
  return { kept: segments, moved: new Map([...moved].map(([part, ranges]) => [part, joined(ranges).map(bytesOf)])) };
}

/** Ranges that are next to each other as one, with the few bytes between them. */
function joined(ranges) {
  const result = [];
  for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end + 16) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** Replaces a module's data. */
function withData(path, segments) {
  const sections = sectionsOf(readFileSync(path)).filter(({ id }) => id !== SectionId.data && id !== SectionId.dataCount);
  const behindCode = sections.findIndex(({ id }) => id === SectionId.code) + 1;
  if (segments.length > 0) sections.splice(behindCode, 0, dataSection(segments));
  writeFileSync(path, moduleOf(sections));
}

/** @param {(section: import('./binary.mjs').Section) => import('./binary.mjs').Section} change */
function optimized(path, change) {
  binaryen('wasm-opt', ['-Oz', '--strip-debug', '--strip-producers', '--strip-target-features', path, '-o', path]);
  return moduleOf(sectionsOf(readFileSync(path)).map(change));
}

/** Names for what parts import from the guest, short instead of the functions' own. */
function shortNames() {
  const known = new Map();
  return (name) => {
    if (!name.startsWith(PREFIX)) return name;
    if (!known.has(name)) known.set(name, PREFIX + known.size.toString(36));
    return known.get(name);
  };
}

function binaryen(program, options) {
  return run(program, [...FEATURES.map((feature) => `--enable-${feature}`), ...options]);
}

function run(program, options) {
  const { status, error, stdout, stderr } = spawnSync(program, options, { encoding: 'utf8', maxBuffer: 2 ** 24, timeout: PATIENCE });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
  return stdout;
}
