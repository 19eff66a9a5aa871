// Makes dist/: the guests as a page loads them, with compressed copies for servers that send those.
//
// The guests come from guests/target, where a build of crates/strait-sandbox leaves them. They are not pre-initialised as they
// are for the command line: the image would be a third longer to download, and making it takes a worker less time than that.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const BUILT = new URL('../../guests/target/wasm32-unknown-unknown/release/', import.meta.url);
const DIST = new URL('../dist/', import.meta.url);
const GUESTS = { python: 'strait_guest_python.wasm', javascript: 'strait_guest_js.wasm' };
const FEATURES = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals'];

const kilobytes = (bytes) => `${Math.round(bytes / 1000)} KB`;

mkdirSync(DIST, { recursive: true });
const hasOptimizer = spawnSync('wasm-opt', ['--version']).status === 0;
if (!hasOptimizer) console.warn('wasm-opt is not installed (package binaryen): the guests stay a tenth larger');

for (const [name, file] of Object.entries(GUESTS)) {
  const source = new URL(file, BUILT);
  if (!existsSync(source)) throw new Error(`there is no ${fileURLToPath(source)}; \`cargo build -p strait-sandbox\` makes it`);
  const target = new URL(`${name}.wasm`, DIST);
  const isCurrent = existsSync(target) && statSync(target).mtimeMs > statSync(source).mtimeMs;
  if (isCurrent) continue;
  optimize(fileURLToPath(source), fileURLToPath(target));
  const bytes = readFileSync(target);
  const options = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 } };
  const brotli = zlib.brotliCompressSync(bytes, options);
  const gzip = zlib.gzipSync(bytes, { level: 9 });
  writeFileSync(new URL(`${name}.wasm.br`, DIST), brotli);
  writeFileSync(new URL(`${name}.wasm.gz`, DIST), gzip);
  console.log(`${name}.wasm: ${kilobytes(bytes.length)}, brotli ${kilobytes(brotli.length)}, gzip ${kilobytes(gzip.length)}`);
}

function optimize(source, target) {
  if (!hasOptimizer) return writeFileSync(target, readFileSync(source));
  const options = ['-Oz', '--strip-producers', ...FEATURES.map((feature) => `--enable-${feature}`)];
  const { status, stderr } = spawnSync('wasm-opt', [...options, source, '-o', target], { encoding: 'utf8' });
  if (status === 0) return undefined;
  rmSync(target, { force: true });
  throw new Error(`wasm-opt failed on ${source}: ${stderr}`);
}
