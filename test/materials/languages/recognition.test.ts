/** Shows many file names and beginnings to every material there is: at most one may claim each most firmly, and the right one does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claims } from '../../../src/core/material.ts';
import { loadMaterials } from '../../../src/core/shelf.ts';
import other from '../../../src/materials/other-language/languages.json' with { type: 'json' };
import proseFormats from '../../../src/materials/prose/formats.json' with { type: 'json' };
import script from '../../../src/materials/script/languages.json' with { type: 'json' };
import settingsFormats from '../../../src/materials/settings/formats.json' with { type: 'json' };
import sights from './sights.json' with { type: 'json' };

const materials = await loadMaterials();

function firmest(path: string, text: string | Uint8Array): readonly string[] {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
  const sight = { path, size: bytes.length, head: bytes.subarray(0, 4096) };
  const claimed = materials.map(({ material }) => ({ name: material.name, firmness: claims.findIndex((claim) => claim === material.recognise(sight)) }));
  const most = Math.max(...claimed.map(({ firmness }) => firmness));
  return most < 0 ? [] : claimed.filter(({ firmness }) => firmness === most).map(({ name }) => name);
}

for (const [material, shown] of Object.entries(sights)) {
  test(`${material} is claimed by ${material} alone`, () => {
    const present = materials.some((shelved) => shelved.material.name === material);
    for (const [path, text] of Object.entries(shown)) {
      assert.deepEqual(firmest(path, text), present ? [material] : [], `${path} with ${JSON.stringify(text.slice(0, 60))}`);
    }
  });
}

const words = (formats: Readonly<Record<string, string>>): string[] => Object.values(formats).join(' ').split(' ').filter((word) => word !== '');

/** Beginnings that could tempt several materials at once. */
const beginnings = [
  '', 'x = 1\n', '{}\n', '<?xml version="1.0"?>\n<a/>\n', '#!/bin/sh\n', '#!/usr/bin/env python3\n', '#include <a.h>\n', '-----BEGIN CERTIFICATE-----\n',
  '%PDF-1.7\n', '; comment\n', 'a: b\n', '-keep class a\n', '#ifndef A\n#define A\n', 'module a;\nimport b;\n', '<?php\n', 'stock int a;\n', '%module a\n', '\0\x01\x02',
];

test('every name and ending of the tables is claimed most firmly by one material at most', () => {
  const endings = new Set([
    ...Object.keys(other.extensions), ...Object.keys(script.extensions), ...Object.keys(script.compound), ...words(settingsFormats.extensions),
    ...words(proseFormats.extensions), 'c', 'h', 'rs', 'inc', 'd', 'i', 'x', 'cls', 'in', 'json', 'png', 'bin', 'hex', 'svg', 'elf', 'zip', 'unknown',
  ]);
  const names = new Set([
    ...Object.keys(other.names), ...Object.keys(script.names), ...words(settingsFormats.names), ...proseFormats.names.split(' '),
    'license', 'copying', 'license.txt', 'license-mit', 'kconfig', 'kconfig.debug', '.config', 'prj.conf', 'compile_commands.json', 'plumbline.yaml',
  ]);
  for (const path of [...[...endings].map((ending) => `a/file.${ending}`), ...[...names].map((name) => `a/${name}`)]) {
    for (const beginning of beginnings) {
      const found = firmest(path, beginning);
      assert.ok(found.length <= 1, `${path} beginning ${JSON.stringify(beginning)} is claimed by ${found.join(' and ')}`);
    }
  }
});

/** Pro*C and pkg-config share an ending; both look for the same sign. */
const shared = new Set(['pc']);

test('no ending belongs to two tables', () => {
  const tables: readonly (readonly [string, readonly string[]])[] = [
    ['other-language', Object.keys(other.extensions)], ['script', Object.keys(script.extensions)],
    ['settings', words(settingsFormats.extensions)], ['prose', words(proseFormats.extensions)],
  ];
  const owner = new Map<string, string>();
  for (const [table, endings] of tables) {
    for (const ending of endings.filter((one) => !shared.has(one))) {
      assert.equal(owner.get(ending), undefined, `.${ending} stands in ${owner.get(ending)} and in ${table}`);
      owner.set(ending, table);
    }
  }
});

test('anything that reads as text is claimed by somebody', () => {
  for (const path of ['a', 'a.unknown', '.hidden', 'dir.d/b', 'no ending at all', 'x.12345']) assert.equal(firmest(path, 'some words\n').length, 1, path);
  assert.deepEqual(firmest('a.unknown', Uint8Array.of(0, 1, 2, 3, 0x80, 0xff)), []);
});
