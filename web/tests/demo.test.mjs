// The demonstration page, as a visitor uses it. SCREENSHOTS=FOLDER keeps pictures of it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, missing } from './support/browser.mjs';
import { startFiles } from './support/server.mjs';

const bundle = new URL('../demo/dist/app.js', import.meta.url);
const skip = missing() ?? (existsSync(bundle) ? false : 'the page is not bundled; run `node demo/build.mjs`');
if (skip) console.error(`SKIPPED, the demonstration page: ${skip}`);

let browser;
let site;
before(async () => {
  if (skip) return;
  const page = readFileSync(new URL('../demo/index.html', import.meta.url), 'utf8');
  [browser, site] = await Promise.all([launch(), startFiles({ files: { '/': page }, routes: true })]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

async function replaceScript(page, text) {
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

async function ended(page) {
  await page.waitForFunction(() => document.getElementById('run').ariaDisabled === 'false');
  return { status: await page.locator('#status').textContent(), output: await page.locator('#output').textContent() };
}

test('the keyboard is enough, and what a screen reader is told', { skip, timeout: 60_000 }, async () => {
  const { page, complaints } = await browser.open(site.url, { viewport: { width: 1366, height: 768 } });
  await page.locator('.cm-content').waitFor();
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className.split(' ')[0]);
  const seen = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('Tab');
    seen.push(await focused());
  }
  assert.deepEqual(seen, ['example', 'run', 'stop', 'cm-content']);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('def f():');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('return 7');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.insertText('print(f())');
  assert.equal(await page.locator('.cm-content').evaluate((content) => content.innerText.trim()), 'def f():\n    return 7\nprint(f())');
  // The first closes what the editor may propose.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'clear');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'output');
  await page.locator('#run').focus();
  await page.keyboard.press('Enter');
  assert.equal((await ended(page)).output, '7\n');
  assert.equal(await focused(), 'run', 'the focus stays');

  const tree = await page.locator('body').ariaSnapshot();
  assert.match(tree, /combobox "Example"/);
  assert.match(tree, /button "Run"/);
  assert.match(tree, /button "Stop" \[disabled\]/);
  assert.match(tree, /textbox "Script"/);
  assert.match(tree, /status: Done after \d+ ms\./);
  assert.match(tree, /log "Output": "?7"?/);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

for (const [name, viewport] of [['laptop', { width: 1280, height: 800 }], ['phone', { width: 390, height: 844 }]]) {
  test(`on a ${name}: type, run, stop, see`, { skip, timeout: 90_000 }, async () => {
    const isPhone = name === 'phone';
    const { page, complaints } = await browser.open(site.url, { viewport, hasTouch: isPhone, isMobile: isPhone });
    await replaceScript(page, 'print(6 * 7)');
    await page.locator('#run').click();
    assert.equal((await ended(page)).output, '42\n');

    await replaceScript(page, 'print(1 / 0)');
    await page.locator('.cm-content').press('ControlOrMeta+Enter');
    const failed = await ended(page);
    assert.match(failed.output, /ZeroDivisionError: division by zero/);
    assert.match(failed.status, /exit code 1/);

    await replaceScript(page, 'print("on")\nwhile True: pass');
    await page.locator('#run').click();
    await page.waitForFunction(() => document.getElementById('output').textContent.includes('on'));
    await page.locator('#stop').click();
    assert.match((await ended(page)).status, /^Stopped after/);

    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0, 'nothing is wider than the window');
    await page.locator('#example').selectOption('javascript/Streams');
    await page.locator('#example').selectOption('python/Hello');
    assert.match(await page.locator('.cm-content').textContent(), /while True: pass/, 'what was typed is kept');

    await page.reload();
    for (const option of await page.locator('#example option').all()) {
      const value = await option.getAttribute('value');
      await page.locator('#example').selectOption(value);
      await page.locator('#run').click();
      const { status, output } = await ended(page);
      assert.match(status, /^Done/, `${value}: ${output}`);
      assert.notEqual(output, '', value);
      if (process.env.SCREENSHOTS && /Many requests|Hello/.test(value)) {
        await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}-${value.replace(/\W+/g, '-')}.png` });
      }
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}
