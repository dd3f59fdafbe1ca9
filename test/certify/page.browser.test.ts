/** The verifier page in a real browser: every case of the corpus, the honest packages, and that it reads without barriers and asks for no network. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { zipOf } from '../../src/certify/zip.ts';
import { verifierPage } from '../../src/cli/verify/page.ts';
import { corpus } from './tampered/all.ts';
import type { Case } from './tampered/case.ts';
import { honest, honestTrust, known, parties, signed } from './world.ts';

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const skip = program === undefined ? 'no Chromium on this machine' : false;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];

let browser: Browser | undefined;
let page: Page;
let folder = '';
const said: string[] = [];
const asked: string[] = [];

before(async () => {
  if (program === undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'plumbline-verifier-'));
  writeFileSync(join(folder, 'verifier.html'), verifierPage(known));
  for (const [path, bytes] of honest) {
    mkdirSync(dirname(join(folder, 'package', path)), { recursive: true });
    writeFileSync(join(folder, 'package', path), bytes);
  }
  browser = await chromium.launch({ executablePath: program, args: flags });
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(join(folder, 'verifier.html')).href);
});

after(async () => {
  await browser?.close();
  if (folder !== '') rmSync(folder, { recursive: true });
});

type Given = Pick<Case, 'archive' | 'trust'> & Partial<Case>;

async function ask({ archive, trust, asOf = '2026-11-27', image, device = '', version = '' }: Given): Promise<{ readonly verdict: string; readonly codes: readonly string[] }> {
  const file = (name: string, content: Uint8Array | string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content as Uint8Array) });
  await page.setInputFiles('#trust', file('trust.yaml', trust));
  await page.setInputFiles('#package', file('package.zip', archive));
  await page.setInputFiles('#image', image === undefined ? [] : [file('image.bin', image)]);
  await page.fill('#device', device);
  await page.fill('#version', version);
  await page.fill('#day', asOf);
  return press();
}

async function press(): Promise<{ readonly verdict: string; readonly codes: readonly string[] }> {
  await page.click('#go');
  await page.waitForSelector('#go:not([aria-busy])');
  await page.waitForSelector('#outcome:not([hidden])');
  return page.evaluate(() => ({
    verdict: document.querySelector('#verdict strong')?.textContent ?? '',
    codes: [...document.querySelectorAll<HTMLElement>('#outcome [data-code]')].map((one) => one.dataset['code'] ?? ''),
  }));
}

describe('the verifier page', { skip }, () => {
  it('is one file of less than a megabyte', () => {
    assert.ok(statSync(join(folder, 'verifier.html')).size < 1_000_000);
  });
  it('verifies an honest package with a key and with a trust root, as zip', async () => {
    for (const trust of [parties.maker.publicPem, honestTrust]) assert.deepEqual(await ask({ archive: zipOf(honest), trust }), { verdict: 'Verified', codes: [] });
  });
  it('verifies a folder', async () => {
    await page.setInputFiles('#folder', join(folder, 'package'));
    assert.deepEqual(await press(), { verdict: 'Verified', codes: [] });
  });
  it('verifies keys of every kind', async () => {
    const all = await signed(await signed(honest, 'inspector', parties.inspector), 'approver', parties.approver);
    assert.deepEqual(await ask({ archive: zipOf(all), trust: `requires: [maker, inspector, approver]\n${honestTrust}` }), { verdict: 'Verified', codes: [] });
  });
  it('says what is missing to begin with', async () => {
    assert.equal((await ask({ archive: new TextEncoder().encode('no archive'), trust: honestTrust })).verdict, 'This is no package');
    assert.equal((await ask({ archive: zipOf(honest), trust: 'keys: none' })).verdict, 'The trust file cannot be used');
  });
  for (const one of corpus) {
    it(`refuses ${one.name}: ${one.code}`, async () => {
      const { verdict, codes } = await ask(one);
      assert.equal(verdict, 'Refused');
      assert.ok(codes.includes(one.code), codes.join(', '));
    });
  }
  for (const [colorScheme, width] of [['light', 1280], ['dark', 390]] as const) {
    it(`reads without barriers, ${colorScheme}, ${width} wide`, async () => {
      assert.ok(browser !== undefined);
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const earlier = page;
      page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, 'verifier.html')).href);
      for (const given of [{ archive: zipOf(honest), trust: honestTrust }, corpus[1]]) {
        if (given !== undefined) await ask(given);
        const { violations } = await new AxeBuilder({ page }).analyze();
        assert.deepEqual(violations.map((found) => `${found.id}: ${found.nodes[0]?.html ?? ''}`), []);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, 'the page scrolls sideways');
        const shots = process.env['PLUMBLINE_PICTURES'];
        if (shots !== undefined) await page.screenshot({ path: join(shots, `verifier-${colorScheme}-${given === corpus[1] ? 'refused' : 'verified'}.png`), fullPage: true });
      }
      await context.close();
      page = earlier;
    });
  }
  it('asked for nothing but itself and complained of nothing', () => {
    assert.deepEqual(asked.filter((url) => !url.startsWith('file:') || !url.endsWith('/verifier.html')), []);
    assert.deepEqual(said, []);
  });
});
