/** The page in a real browser: no accessibility violation, no refused resource, no sideways scrolling, light and dark, wide and narrow. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser } from 'playwright-core';
import type { Exporter } from '../../src/core/exporter.ts';
import face from '../../src/report/html/exporter.ts';
import { page as options, sample, sampleNames } from './samples.ts';

const exporter: Exporter = face;
const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const skip = program === undefined ? 'no Chromium on this machine' : false;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];

let browser: Browser | undefined;
let folder = '';

before(async () => {
  if (program === undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'plumbline-report-'));
  for (const name of sampleNames) writeFileSync(join(folder, `${name}.html`), exporter.render(sample(name), options));
  browser = await chromium.launch({ executablePath: program, args: flags });
});

after(async () => {
  await browser?.close();
  if (folder !== '') rmSync(folder, { recursive: true });
});

/** Each sample once, in both colour schemes and both widths. */
const views = [['nonconforming', 'light', 1280], ['undetermined', 'dark', 390], ['conforming', 'dark', 1280]] as const;

for (const [name, colorScheme, width] of views) {
  test(`${name}, ${colorScheme}, ${width} wide: reads without barriers`, { skip }, async () => {
    assert.ok(browser !== undefined);
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => one.setAttribute('open', '')));
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0]?.html ?? ''}`), []);
    assert.deepEqual(said, []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, 'the page scrolls sideways');
    await context.close();
  });
}
