/** The page of a roadmap in a real browser: no accessibility violation, nothing fetched, no sideways scrolling; and what it holds. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser } from 'playwright-core';
import { pageOfRoadmap } from '../../src/report/roadmap/page.ts';
import { textOfRoadmap, textOfStatus } from '../../src/report/roadmap/text.ts';
import type { RoadmapDocument } from '../../src/report/roadmap/document.ts';
import { buildRoadmap } from '../../src/roadmap/build.ts';
import { draftPlan } from '../../src/roadmap/draft.ts';
import { movesOf } from '../../src/roadmap/moves.ts';
import { noOverrides } from '../../src/roadmap/overrides.ts';
import { simulate } from '../../src/roadmap/simulate.ts';
import { statusOf } from '../../src/roadmap/status.ts';
import { ownTables, sampleRecord } from '../roadmap/samples.ts';

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const skip = program === undefined ? 'no Chromium on this machine' : false;
const hostile = '<script>alert(1)</script>\u202e"\'>';

async function sample(): Promise<RoadmapDocument> {
  const tables = await ownTables();
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`part${at}/file.c`, { code: 40 * (at + 1), functions: ['a', 'b'] }]));
  const record = sampleRecord({ ...many, 'net/tcp.c': { code: 900, functions: ['tcp_parse', 'tcp_input'], includes: ['sys/socket.h'] }, [`odd/${hostile}/parser.c`]: { code: 300, functions: [`parse${hostile}`.replaceAll(' ', ''), 'b'] }, 'safe/a.rs': { code: 70, functions: ['x'], language: 'Rust' } }, { untrusted: ['port'] });
  const roadmap = buildRoadmap({ record, history: undefined, historyTrouble: 'not asked for', tables, overrides: noOverrides, asOf: '2026-11-01', revision: '', version: '0' });
  const plan = draftPlan(roadmap);
  const { moves, assumption } = movesOf(plan, roadmap);
  return { roadmap, plan, isOwnPlan: false, status: statusOf(plan, roadmap), simulation: simulate({ decay: tables.decay, moves, seed: 1, draws: 50, years: 12 }), moves, assumption, decay: tables.decay };
}

const document = await sample();
let browser: Browser | undefined;
let folder = '';

before(async () => {
  if (program === undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'plumbline-roadmap-page-'));
  writeFileSync(join(folder, 'roadmap.html'), pageOfRoadmap(document));
  browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });
});

after(async () => {
  await browser?.close();
  if (folder !== '') rmSync(folder, { recursive: true });
});

for (const [colorScheme, width] of [['light', 1280], ['dark', 390]] as const) {
  test(`the page, ${colorScheme}, ${width} wide: reads without barriers`, { skip }, async () => {
    assert.ok(browser !== undefined);
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(pathToFileURL(join(folder, 'roadmap.html')).href);
    await page.evaluate(() => globalThis.document.querySelectorAll('details').forEach((one) => one.setAttribute('open', '')));
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 200) ?? ''}`), []);
    assert.deepEqual(said, []);
    assert.ok((await page.evaluate(() => globalThis.document.documentElement.scrollWidth)) <= width, 'the page scrolls sideways');
    await context.close();
  });
}

test('nothing of the device gets through as markup or as a hidden character', () => {
  for (const text of [pageOfRoadmap(document), textOfRoadmap(document, 80), textOfStatus(document)]) assert.ok(!text.includes('\u202e'));
  assert.ok(!pageOfRoadmap(document).includes('<script'));
});

test('the six elements, every source and every assumption are on the page', () => {
  const page = pageOfRoadmap(document);
  for (const heading of ['1. Phases', '2. New code', '3. Training and integration', '4. External dependencies', '5. Transparency', '6. Weakness of every CVE', 'Assumptions', 'What the result hangs on', 'This is a draft']) assert.ok(page.includes(heading), heading);
  for (const { about } of Object.values(document.decay.parameters)) assert.ok(page.includes(about), about);
  for (const { name } of document.roadmap.tables) assert.ok(page.includes(name), name);
});

test('the text keeps to the width', () => {
  const long = textOfRoadmap(document, 100).split('\n').filter((line) => line.length > 100 && !/^ +\d+ +\d+ /.test(line));
  assert.deepEqual(long, []);
});
