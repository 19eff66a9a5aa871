// Makes dist/: the guests as a page loads them, with compressed copies for servers that send those.
//
// The guests come from guests/target, where a build of crates/strait-sandbox leaves them. They are not pre-initialised as they
// are for the command line: the image would be a third longer to download, and making it takes a worker less time than that.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { moduleOf, sectionsOf } from './split/binary.mjs';
import { split } from './split/split.mjs';

const BUILT = new URL('../../guests/target/wasm32-unknown-unknown/release/', import.meta.url);
const DIST = new URL('../dist/', import.meta.url);
const TOOLS = new URL('./', import.meta.url);
const GUESTS = { python: 'strait_guest_python.wasm', javascript: 'strait_guest_js.wasm' };

/** Parts, and which functions go there unless ordinary scripts call them; see split.mjs. */
const RULES = {
  python: [
    ['http', /packed_(?:requests|urllib|http|email|certifi|charset|idna)/],
    ['library', /packed_/],
    ['more', /./],
  ],
  javascript: [
    // Pages make their image from the library's text, which is smaller than its bytecode.
    ['left-out', /^strait_initialize$/],
    ['more', /./],
  ],
};

const kilobytes = (bytes) => `${Math.round(bytes / 1000)} KB`;

/** Why the guests are not taken apart; nothing if they are. */
function obstacle() {
  if (spawnSync('wasm-split', ['--version']).error) return 'wasm-split and wasm-opt are not installed (package binaryen)';
  if (Number(process.versions.node.split('.')[0]) < 20) return `that takes Node 20 or newer, and this is ${process.version}`;
  return undefined;
}

const reason = obstacle();
if (reason !== undefined) console.warn(`the guests stay in one piece, twice as large: ${reason}`);
mkdirSync(DIST, { recursive: true });
const toolsTime = Math.max(...readdirSync(TOOLS, { recursive: true }).map((file) => statSync(new URL(file, TOOLS)).mtimeMs));

for (const [name, file] of Object.entries(GUESTS)) {
  const source = new URL(file, BUILT);
  if (!existsSync(source)) throw new Error(`there is no ${fileURLToPath(source)}; \`cargo build -p strait-sandbox\` makes it`);
  const target = new URL(`${name}.wasm`, DIST);
  const isCurrent = existsSync(target) && statSync(target).mtimeMs > Math.max(statSync(source).mtimeMs, toolsTime);
  if (isCurrent) continue;
  for (const old of readdirSync(DIST)) if (old.startsWith(name)) rmSync(new URL(old, DIST));
  const linked = readFileSync(source);
  const made = reason === undefined ? split(linked, name, RULES[name]) : [{ file: `${name}.wasm`, bytes: inOnePiece(linked) }];
  // The guest comes last: its time tells whether all is there.
  for (const { file: output, bytes } of made.reverse()) write(output, bytes);
}

function inOnePiece(linked) {
  return moduleOf(sectionsOf(linked).filter(({ id }) => id !== 0));
}

function write(file, bytes) {
  const options = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 } };
  const brotli = zlib.brotliCompressSync(bytes, options);
  const gzip = zlib.gzipSync(bytes, { level: 9 });
  writeFileSync(new URL(`${file}.br`, DIST), brotli);
  writeFileSync(new URL(`${file}.gz`, DIST), gzip);
  writeFileSync(new URL(file, DIST), bytes);
  console.log(`${file}: ${kilobytes(bytes.length)}, brotli ${kilobytes(brotli.length)}, gzip ${kilobytes(gzip.length)}`);
}
