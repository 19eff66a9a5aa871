// A page of the package for the tests of one file: their bodies run in it, with workers that are disposed afterwards.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, missing } from './browser.mjs';
import { startFiles, startNetwork } from './server.mjs';

/**
 * @param {string} what the tests are about, for the message that they are skipped
 * @param {Record<string, string>} [modules] further files beside the package's; the object may change while tests run
 */
export function inPage(what, modules = {}) {
  const skip = missing() ?? false;
  if (skip) console.error(`SKIPPED, ${what} in a browser: ${skip}`);
  /** The servers, and the page: there when the tests run. */
  const here = { skip, modules };

  before(async () => {
    if (skip) return;
    [here.browser, here.files, here.network] = await Promise.all([launch(), startFiles({ files: modules }), startNetwork()]);
    Object.assign(here, await here.browser.open(here.files.url));
    await here.page.evaluate(prepare);
  });
  after(async () => {
    await here.browser?.close();
    await Promise.all([here.files?.stop(), here.network?.stop()]);
  });

  /** The page begins anew, as after a reload. */
  here.reload = async () => {
    await here.page.reload();
    await here.page.evaluate(prepare);
  };

  /** A test whose body runs in the page, with the addresses and what is given as its argument; `check` gets what it returns. */
  here.test = (name, body, check, given = {}) => {
    test(name, { skip, timeout: 60_000 }, async () => {
      const { files, network } = here;
      const result = await here.page.evaluate(body, { network: network.url, ws: network.ws, files: files.url, ...given });
      await check(result);
      assert.deepEqual(here.complaints.splice(0), []);
    });
  };
  return here;
}

async function prepare() {
  const { createWorker } = await import('/src/index.js');
  /** Creates a worker, does something with it, and disposes it. */
  globalThis.withWorker = async (options, work) => {
    const worker = await createWorker(options);
    const printed = [];
    worker.onOutput((text) => printed.push(text));
    try {
      return await work(worker, printed);
    } finally {
      worker.dispose();
    }
  };
  /** Runs one script in a worker of its own: what it prints, and its errors. */
  globalThis.runScript = (options, source, runOptions) =>
    globalThis.withWorker(options, async (worker, printed) => {
      const { out } = await worker.run(source, runOptions);
      return [printed.join(''), out];
    });
}
