// Runs the tests, or those files whose names are given: `npm test -- scripts worker`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORPORA, isWanted } from './support/corpus.mjs';

const [major] = process.versions.node.split('.');
if (major < 20) {
  console.log(`SKIPPED: the tests of the web package need Node 20 or newer; this is ${process.version}`);
  process.exit(0);
}

const folder = new URL('./', import.meta.url);
const names = process.argv.slice(2);
const only = process.env.HOSTCAP;
if (only) {
  const wanted = CORPORA.filter(isWanted);
  if (wanted.length === 0) {
    console.error(`HOSTCAP=${only}: no corpus has that in its name; there are ${CORPORA.join(', ')}`);
    process.exit(2);
  }
  console.log(`HOSTCAP=${only}: ${wanted.join(', ')}`);
  // The files `network` and `seeds` have tests of their own for the module.
  if (names.length === 0) names.push(...new Set(wanted.flatMap((name) => (name.includes('network') ? ['network', 'seeds'] : ['corpora']))));
}
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.test.mjs') && (names.length === 0 || names.some((name) => file.startsWith(name))))
  .map((file) => fileURLToPath(new URL(file, folder)));

// One file after the other: each has browsers of its own.
const options = ['--test', '--test-concurrency=1', '--test-timeout=600000', '--test-reporter=spec'];
process.exit(spawnSync(process.execPath, [...options, ...files], { stdio: 'inherit' }).status ?? 1);
