// Runs the tests, or those files whose names are given: `npm test -- scripts worker`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major] = process.versions.node.split('.');
if (major < 20) {
  console.log(`SKIPPED: the tests of the web package need Node 20 or newer; this is ${process.version}`);
  process.exit(0);
}

const folder = new URL('./', import.meta.url);
const names = process.argv.slice(2);
// One host module's corpora are what HOSTCAP asks for.
if (process.env.HOSTCAP && names.length === 0) names.push('network', 'corpora');
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.test.mjs') && (names.length === 0 || names.some((name) => file.startsWith(name))))
  .map((file) => fileURLToPath(new URL(file, folder)));

// One file after the other: each has browsers of its own.
const options = ['--test', '--test-concurrency=1', '--test-timeout=600000', '--test-reporter=spec'];
process.exit(spawnSync(process.execPath, [...options, ...files], { stdio: 'inherit' }).status ?? 1);
