/** Hostile ELF files: whatever the bytes, the reader answers, in bounded time, and never throws. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isUnreadable } from '../../../src/core/material.ts';
import { parseElf } from '../../../src/materials/elf/material.ts';
import { observations } from './built.ts';

/** A real program of this machine, small, with sections, notes, dynamic array and symbols. */
const sample = new Uint8Array(readFileSync(new URL('../../../src/materials/elf/cases/guard/fact/guarded.elf', import.meta.url)));
const library = new Uint8Array(readFileSync(new URL('../../../src/materials/elf/cases/kind/fact/library.elf', import.meta.url)));

/** Milliseconds one hostile file of a few kB may take; the honest one takes well under one. */
const usualPatience = 250;

function look(bytes: Uint8Array, patience = usualPatience): void {
  const start = performance.now();
  const form = parseElf(bytes);
  if (!isUnreadable(form)) {
    for (const seen of observations(form)) assert.ok(seen.at.offset === undefined || seen.at.offset >= 0);
  }
  const took = performance.now() - start;
  assert.ok(took < patience, `took ${took.toFixed(0)} ms`);
}

describe('hostile ELF', () => {
  test('every truncation', () => {
    for (let length = 0; length < sample.length; length += 7) look(sample.slice(0, length));
  });

  test('every byte of the headers set to every telling value', () => {
    for (let at = 0; at < 64 + 56 * 14; at++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
        const bytes = sample.slice();
        bytes[at] = value;
        look(bytes);
      }
    }
  });

  test('random mutations of a program and a library', () => {
    const mutation = fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }), run: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.boolean(), fc.array(mutation, { maxLength: 40 }), (which, mutations) => {
        const bytes = (which ? sample : library).slice();
        for (const { at, value, run } of mutations) bytes.fill(value, at % bytes.length, (at % bytes.length) + run);
        look(bytes);
      }),
      { numRuns: 1500 },
    );
  });

  test('arbitrary bytes behind a true header, both widths and byte orders', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2), fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 600 }), (width, order, rest) => {
        look(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, width, order, 1, ...rest]));
      }),
      { numRuns: 1000 },
    );
  });

  test('a hundred thousand sections that all lie over the same bytes', () => {
    for (const type of [2, 7, 1]) {
      const count = 99_999;
      const bytes = new Uint8Array(64 + 64 * (count + 1)).fill(0x41);
      bytes.set(sample.slice(0, 64));
      const view = new DataView(bytes.buffer);
      view.setBigUint64(0x20, 0n, true);
      view.setUint16(0x38, 0, true);
      view.setUint16(0x10, 1, true);
      view.setBigUint64(0x28, 64n, true);
      view.setUint16(0x3c, 0, true);
      view.setUint16(0x3e, 1, true);
      for (let index = 0; index <= count; index++) {
        const at = 64 + 64 * index;
        bytes.fill(0, at, at + 64);
        view.setUint32(at + 4, type, true);
        view.setBigUint64(at + 8, 6n, true);
        view.setBigUint64(at + 32, BigInt(index === 0 ? count + 1 : bytes.length), true);
      }
      look(bytes, 3000);
    }
  });
});
