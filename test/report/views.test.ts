/** The page about views names every format that is one and every property name of our own, and no other. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { exporterNames, shelfRoot } from '../../src/core/shelf.ts';

const home = join(shelfRoot, 'report');
const page = readFileSync(join(home, 'views.md'), 'utf8');
const sourceOf = (folders: readonly string[]): string => folders.flatMap((folder) => readdirSync(join(home, folder)).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(home, folder, file), 'utf8'))).join('\n');

it('names every format that is somebody else\'s', () => {
  for (const format of exporterNames().filter((name) => /^(?:cyclonedx|oscal|sarif)/u.test(name))) assert.ok(page.includes(`--format ${format}\``), format);
});
it('names every OSCAL property, and none that is not there', () => {
  const made = new Set([...sourceOf(['oscal', 'oscal-ar', 'oscal-poam']).matchAll(/prop\('([a-z-]+)'/gu)].map(([, name = '']) => name));
  for (const verdict of ['met', 'unmet', 'unknown', 'not-applicable']) made.add(`requirements-${verdict}`);
  const table = page.slice(page.indexOf('| of | name |'));
  const told = new Set([...table.matchAll(/`([a-z-]+)`/gu)].map(([, name = '']) => name));
  assert.deepEqual([...told].sort(), [...made].sort());
});
it('names every name of CycloneDX that is ours', () => {
  for (const [name] of sourceOf(['attestation']).matchAll(/plumbline:[a-z]+/gu)) assert.ok(page.includes(`\`${name}\``), name);
});
