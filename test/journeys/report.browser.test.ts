/** The HTML report of the real example in a real browser: nothing is fetched, nothing complains, and it is read without scripts. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { day, plumbline, root, scratch } from './command.ts';

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];
const folder = scratch('browser');

describe('the report of the infusion pump', { skip: program === undefined ? 'no Chromium on this machine' : false }, () => {
  let browser: Browser | undefined;
  before(async () => {
    if (program !== undefined) browser = await chromium.launch({ executablePath: program, args: flags });
  });
  after(() => browser?.close());

  for (const [state, standing, scheme] of [['as-found', /nonconforming/i, 'light'], ['as-mended', /conforming|undetermined/i, 'dark']] as const) {
    it(`${state} opens without scripts, requests or complaints`, async () => {
      assert.ok(browser !== undefined);
      const file = join(folder, `${state}.html`);
      const { status, err } = plumbline(['inspect', join(root, 'examples', 'infusion-pump', state), '--as-of', day, '--out', file, '--quiet']);
      assert.ok(status !== null && status <= 2, err);
      const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: scheme, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const { said, asked } = watched(page);
      await page.goto(pathToFileURL(file).href);
      const text = await page.locator('body').innerText();
      assert.match(text, standing);
      for (const word of ['memory', 'hand in', 'edition']) assert.ok(text.toLowerCase().includes(word), `"${word}" is not on the page`);
      assert.equal(await page.locator('script').count(), 0);
      await page.locator('summary').first().click();
      assert.equal(await page.locator('details[open]').count() > 0, true, 'a fold opens without a script');
      await page.emulateMedia({ media: 'print' });
      assert.ok((await page.pdf({ format: 'A4' })).length > 10_000);
      assert.deepEqual([said, asked], [[], [pathToFileURL(file).href]]);
      await context.close();
    });

    it(`${state} has no barrier`, async () => {
      assert.ok(browser !== undefined);
      // Axe itself is a script; it is injected past the policy of the page, which allows none.
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 900 }, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, `${state}.html`)).href);
      await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => fold.setAttribute('open', '')));
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0]?.html ?? ''}`), []);
      await context.close();
    });
  }
});

/** What the page says to the console, and every address it asks for. */
function watched(page: Page): { readonly said: readonly string[]; readonly asked: readonly string[] } {
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('request', (request) => asked.push(request.url()));
  return { said, asked };
}
