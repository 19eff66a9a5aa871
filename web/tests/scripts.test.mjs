// Every case of tests/scripts that needs neither a server's role nor a server's machine prints here what it prints there.
//
// SCRIPT=TEXT narrows it to cases whose name contains the text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, missing } from './support/browser.mjs';
import { SCRIPTS, cases, forPage, optionsOf } from './support/scripts.mjs';
import { startFiles, startNetwork } from './support/server.mjs';

/** A case that has not ended by then hangs. */
const PATIENCE = '20s';
/** Cases that run at the same time, each in a worker of its own. */
const AT_ONCE = 4;

/** Cases that cannot pass in a browser, with the reason; one that does pass fails the run, unless it is one that does `sometimes`. */
const expectations = JSON.parse(readFileSync(new URL('expectations.json', import.meta.url), 'utf8'));

const skip = missing();
if (skip !== undefined) console.error(`SKIPPED, the scripts in a browser: ${skip}`);

let browser;
let servers = [];
before(async () => {
  if (skip !== undefined) return;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await Promise.all(servers.map((server) => server.stop()));
});

test('scripts print what they print on a server', { skip: skip ?? false }, async () => {
  const only = process.env.SCRIPT ?? '';
  const wanted = cases().filter(({ name, header }) => name.includes(only) && optionsOf(header) !== undefined);
  assert.ok(wanted.length > 0, 'there are cases');
  const [files, scripts] = await Promise.all([startFiles(), startFiles({ root: SCRIPTS })]);
  servers = [files, scripts];
  const failures = [];
  let next = 0;
  let passed = 0;
  const work = async () => {
    const { page, complaints } = await browser.open(files.url);
    while (next < wanted.length) {
      const script = wanted[next++];
      const problems = problemsOf(script, await runIn(page, script, scripts));
      problems.push(...complaints.splice(0));
      const reason = expectations[script.name];
      if (reason === undefined && problems.length > 0) failures.push(`--- ${script.name}\n${problems.join('\n')}`);
      else if (reason !== undefined && problems.length === 0 && !reason.startsWith('sometimes')) failures.push(`--- ${script.name} passes, though: ${reason}`);
      else if (reason === undefined) passed += 1;
    }
    await page.context().close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  console.log(`${passed} scripts pass, ${wanted.length - passed - failures.length} cannot, ${failures.length} fail`);
  assert.equal(failures.length, 0, `${failures.length} of ${wanted.length} cases fail:\n${failures.sort().join('\n')}`);
});

async function runIn(page, { language, file, folder, source, header }, scripts) {
  const { allowNet, environment, ...limits } = optionsOf(header);
  const network = header.server === undefined ? undefined : await startNetwork(header.server);
  if (network !== undefined) environment.SERVER = network.address;
  const base = `${scripts.url}/${folder}/`;
  const run = { file, baseUrl: base, arguments: header.args, environment, timeout: PATIENCE, ...limits };
  const result = await page.evaluate(
    async ([text, options, workerOptions]) => {
      const { createWorker } = await import('/src/index.js');
      const worker = await createWorker(workerOptions);
      let stdout = '';
      worker.onOutput((chunk) => {
        stdout += chunk;
      });
      const result = await worker.run(text, options).catch((error) => ({ out: `run() rejects: ${error.message}` }));
      worker.dispose();
      return { ...result, stdout };
    },
    [source, run, { language, allowNet }],
  );
  await network?.stop();
  return result;
}

function problemsOf({ output, header }, { exitCode, out, stdout }) {
  const problems = [];
  if (exitCode !== header.exit) problems.push(`exit code ${exitCode}, expected ${header.exit}`);
  if (stdout !== forPage(output)) problems.push(`printed:\n${stdout}expected:\n${forPage(output)}`);
  const lacks = header.stderr.map(forPage).find((text) => !out.includes(text));
  if (lacks !== undefined || (header.stderr.length === 0 && out !== '')) {
    problems.push(`standard error, expected ${JSON.stringify(header.stderr.map(forPage))}:\n${out}`);
  }
  return problems;
}
