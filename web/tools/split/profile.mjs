// Which functions of a guest ordinary scripts call: those of `scripts/` and the examples of the demonstration page are run on an
// instrumented guest. A program of its own: `node profile.mjs GUEST LANGUAGE COUNT` prints a digit for each function.
import { readFileSync, readdirSync } from 'node:fs';
import { WebSocket } from 'ws';
import { ModuleKind } from '../../src/shared/abi.js';
import { Policy } from '../../src/shared/policy/policy.js';
import { Guest } from '../../src/worker/guest.js';
import { Events } from '../../src/worker/events.js';
import { kindOf } from '../../src/worker/kind.js';
import { Parts } from '../../src/worker/parts.js';
import { Program } from '../../src/worker/program.js';
import { Service } from '../../src/worker/service.js';
import { startFiles } from '../../tests/support/server.mjs';

const FOLDERS = [new URL('scripts/', import.meta.url), new URL('../../demo/examples/', import.meta.url)];
const ENDINGS = { python: /\.py$/, javascript: /\.js(\.txt)?$/ };
const LIMITS = { memoryBytes: 256 * 1024 * 1024 };
/** For the host module of the demonstration page. */
const PAGE = { python: 'def title(): return "title"\ndef accent(colour): pass\n', javascript: 'export const title = () => "title";' };

/**
 * @param {Uint8Array} instrumented by `wasm-split --instrument --in-memory`: a byte for each function, from address 0 on
 * @param {'python' | 'javascript'} language
 * @param {number} count how many functions it has of its own
 * @returns {Promise<boolean[]>} whether each was called
 */
async function calledFunctions(instrumented, language, count) {
  globalThis.WebSocket ??= WebSocket;
  const module = await WebAssembly.compile(instrumented);
  const parts = new Parts(module, import.meta.url);
  const image = await Guest.image(module, parts);
  const called = new Array(count).fill(false);
  const server = await startFiles({ routes: true });
  for (const { file, source } of scriptsIn(language)) {
    const written = [];
    const events = new Events();
    const program = await Program.create({
      module,
      parts,
      service: new Service(new Policy(true), { 'host.receive': (_context, _fields, signal) => events.receive(signal) }),
      load: ({ specifier }) => load(language, specifier),
      write: (_stream, text) => written.push(text),
      limits: LIMITS,
      preemptInterval: 0,
      memory: image,
    });
    const kind = language === 'python' ? ModuleKind.python : kindOf(file, source);
    const start = { file, url: `${server.url}/${file}`, source: source.replaceAll('BASE', server.address), kind, arguments: [], environment: [] };
    const { exitCode } = await program.run(start);
    const expected = /^(?:#|\/\/) exit code (\d+)/.exec(source)?.[1] ?? '0';
    if (`${exitCode}` !== expected) throw new Error(`${file} ended with exit code ${exitCode}:\n${written.join('')}`);
    program.save().memory.subarray(0, count).forEach((mark, index) => {
      called[index] ||= mark !== 0;
    });
  }
  await server.stop();
  return called;
}

const [guest, language, count] = process.argv.slice(2);
const called = await calledFunctions(readFileSync(guest), language, Number(count));
// Connections that scripts left open do not matter any more.
process.stdout.write(called.map(Number).join(''), () => process.exit());

function* scriptsIn(language) {
  for (const folder of FOLDERS) {
    for (const name of readdirSync(folder).sort()) {
      if (ENDINGS[language].test(name)) yield { file: name.replace(/\.txt$/, ''), source: readFileSync(new URL(name, folder), 'utf8') };
    }
  }
}

function load(language, specifier) {
  if (specifier !== 'page') return { notFound: '' };
  const kind = language === 'python' ? ModuleKind.python : ModuleKind.module;
  return { found: { name: 'page', kind, source: PAGE[language] } };
}
