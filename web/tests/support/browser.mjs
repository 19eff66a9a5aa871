// A headless Chromium, the package's page in it, and what that page complains about.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

/**
 * Why there can be no browser tests here; nothing if there can.
 *
 * @param {{ isWanted?: boolean }} [options] whether HOSTCAP, which narrows the tests to those of one host module, leaves them
 */
export function missing({ isWanted = process.env.HOSTCAP === undefined } = {}) {
  if (!isWanted) return `HOSTCAP=${process.env.HOSTCAP} narrows the tests to others`;
  if (!existsSync(EXECUTABLE)) return `there is no ${EXECUTABLE}; install chromium, or name another one in CHROMIUM`;
  for (const name of ['python', 'javascript']) {
    if (!existsSync(new URL(`../../dist/${name}.wasm`, import.meta.url))) return 'the guests are not built; run `make web`';
  }
  return undefined;
}

/** What Chromium says on the console by itself when a server is not there or refuses; scripts of the tests try that. */
const NETWORK_NOISE = /Failed to load resource|^WebSocket connection to|blocked by CORS policy|net::ERR_/;

/** @param {string[]} [args] further ones for Chromium */
export async function launch(args = []) {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-dev-shm-usage', ...args] });
  return {
    /** A page at an address; `complaints` collects its console errors and uncaught exceptions, `complained` waits for the next. */
    async open(url, options = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const complaints = [];
      let tell;
      const complain = (complaint) => {
        complaints.push(complaint);
        tell?.();
      };
      page.on('pageerror', (error) => complain(`page error: ${error.message}`));
      page.on('console', (message) => {
        // Of what fails an assertion Chromium makes a kind of its own.
        const isError = ['error', 'assert'].includes(message.type());
        if (isError && !NETWORK_NOISE.test(message.text())) complain(`console error: ${message.text()}`);
      });
      await page.goto(url);
      const complained = () =>
        new Promise((resolve) => {
          tell = resolve;
          if (complaints.length > 0) resolve();
        });
      return { page, complaints, complained };
    },
    close: () => browser.close(),
  };
}
