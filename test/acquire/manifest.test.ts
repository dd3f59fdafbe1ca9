/** The manifest: a good one is read, a bad one is an error with line, column and what to do. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { manifestJsonSchema, readManifest } from '../../src/acquire/manifest.ts';
import { UsageError } from '../../src/core/trouble.ts';

const good = `plumbline: 1
device:
  name: Pump
  version: "1"
  maker: Maker
  intended_use: Infuses
  safety_class: C
  connectivity: [{ name: ble, kind: bluetooth }]
  worst_harm: death
  patient_data: false
  update_path: local
components:
  - name: firmware
    kind: source
    where: [src]
    untrusted_input: [ble]
  - name: parser
    kind: source
    where: [./src/parser/]
set_aside:
  - { glob: "docs/**", reason: "prose for users only" }
`;

const there = (path: string): boolean => ['src', 'src/parser'].includes(path);

function complaint(text: string): string {
  try {
    readManifest(text, there);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    assert.ok(error.next !== '');
    return error.message;
  }
  return assert.fail('the manifest was accepted');
}

test('a good manifest is read and its defaults are filled in', () => {
  const manifest = readManifest(good, there);
  assert.deepEqual(manifest.components.map(({ name, shipped }) => [name, shipped]), [['firmware', true], ['parser', true]]);
});

test('each mistake is told with line and column', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['where: [src]', 'where: [source]', /^plumbline\.yaml:15:13: there is nothing at "source"$/],
    ['where: [src]', 'where: [../src]', /^plumbline\.yaml:15:13: .*must not climb/],
    ['where: [src]', 'where: [/src]', /^plumbline\.yaml:15:13: .*must be relative/],
    ['name: parser', 'name: firmware', /^plumbline\.yaml:17:11: a second component is named "firmware"/],
    ['where: [./src/parser/]', 'where: [src/]', /^plumbline\.yaml:19:13: "src\/" already belongs to component "firmware"$/],
    ['untrusted_input: [ble]', 'untrusted_input: [wifi]', /^plumbline\.yaml:16:23: no interface is named "wifi"; known are ble$/],
    ['kind: bluetooth }]', 'kind: bluetooth }, { name: ble, kind: usb }]', /a second interface is named "ble"/],
    ['docs/**', 'docs/[a-z]', /^plumbline\.yaml:21:13: the glob uses/],
    ['maker: Maker', 'makr: Maker', /^plumbline\.yaml:\d+:\d+: .*(makr|maker)/],
    ['safety_class: C', 'safety_class: D', /^plumbline\.yaml:7:17: /],
    ['plumbline: 1', 'plumbline: 2', /^plumbline\.yaml:1:\d+: /],
    ['name: Pump', 'name: [', /^plumbline\.yaml:\d+:\d+: /],
  ];
  for (const [from, to, expected] of cases) assert.match(complaint(good.replace(from, to)), expected, to);
});

test('the published schema is the one the code reads by, and accepts what the code accepts', () => {
  const file = readFileSync(new URL('../../schema/manifest.schema.json', import.meta.url), 'utf8');
  assert.deepEqual(JSON.parse(file), manifestJsonSchema(), 'write the result of manifestJsonSchema() to schema/manifest.schema.json');
  const check = new Ajv2020({ strict: false }).compile(manifestJsonSchema());
  assert.ok(check(parse(good)), JSON.stringify(check.errors));
  assert.equal(check(parse(good.replace('maker: Maker', 'makr: Maker'))), false);
});
