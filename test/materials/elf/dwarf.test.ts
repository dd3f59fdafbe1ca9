/** Debug information is hostile too: any change of it yields facts and blanks, in time, and the sum of the code stays exact. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCouldNotTell } from '../../../src/core/fact.ts';
import { isUnreadable } from '../../../src/core/material.ts';
import probe from '../../../src/materials/elf/code.probe.ts';
import { parseElf } from '../../../src/materials/elf/material.ts';
import { readProducer } from '../../../src/materials/elf/producer.ts';

const cases = new URL('../../../src/materials/elf/cases/code/fact/', import.meta.url);
const samples = ['units-of-dwarf5.elf', 'compressed-dwarf4.elf'].map((name) => new Uint8Array(readFileSync(new URL(name, cases))));

function sumOf(bytes: Uint8Array): void {
  const elf = parseElf(bytes);
  if (isUnreadable(elf)) return;
  for (const seen of probe.look(elf, { path: 'x.elf', size: bytes.length, head: bytes.subarray(0, 64) })) {
    if (isCouldNotTell(seen) || seen.word !== 'shipped-code') continue;
    const { executable, parts } = seen.value as { readonly executable: number; readonly parts: readonly { readonly bytes: number }[] };
    assert.equal(parts.reduce((all, { bytes: size }) => all + size, 0), executable);
    assert.ok(executable <= bytes.length, 'no more code than the file is large');
  }
}

describe('debug information', () => {
  it('may be changed in any bytes', () => {
    fc.assert(fc.property(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { minLength: 1, maxLength: 12 }), (sample, changes) => {
      const bytes = Uint8Array.from(sample);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      sumOf(bytes);
    }), { numRuns: 2000 });
  });
  it('says nothing of code that the headers of sections claim and the file does not hold', () => {
    const bytes = Uint8Array.from(samples[0] ?? []);
    const elf = parseElf(bytes);
    assert.ok(!isUnreadable(elf));
    const text = elf.sections.find(({ name }) => name === '.text');
    assert.ok(text !== undefined);
    // ELF32 section header: the size stands 20 bytes in (gABI, figure 4-8).
    const at = new DataView(bytes.buffer).getUint32(32, true) + elf.sections.indexOf(text) * 40 + 20;
    new DataView(bytes.buffer).setUint32(at, 0x7fffff00, true);
    const huge = parseElf(bytes);
    assert.ok(!isUnreadable(huge));
    const seen = [...probe.look(huge, { path: 'x.elf', size: bytes.length, head: bytes.subarray(0, 64) })];
    assert.ok(seen.every(isCouldNotTell));
    assert.deepEqual(seen.map(({ word }) => word), ['shipped-code', 'unit-flags']);
    assert.match(JSON.stringify(seen[0]), /section \.text claims 2147483392 bytes of code that the file does not hold/);
  });
  it('may end anywhere', () => {
    for (const sample of samples) for (let size = 64; size < sample.length; size += 7) sumOf(sample.slice(0, size));
  });
});

describe('a producer', () => {
  it('is the compiler, and the switches that protect', () => {
    const gcc = readProducer('GNU C17 12.2.0 -mtune=generic -march=x86-64 -g -O2 -fstack-protector -fno-stack-protector -fstack-protector-strong -fcf-protection=full');
    assert.deepEqual([gcc.compiler, gcc.recorded, gcc.stackProtector, gcc.optimisation], ['GNU C17 12.2.0', true, 'strong', '-O2']);
    assert.ok(gcc.flags.includes('-fcf-protection=full'));
    assert.equal(readProducer('GNU C17 12.2.0 -O2').stackProtector, 'off');
  });
  it('that records no switches says nothing about them', () => {
    for (const text of ['Debian clang version 14.0.6', 'clang LLVM (rustc version 1.95.0)', 'Go cmd/compile go1.19.8']) {
      assert.deepEqual([readProducer(text).recorded, readProducer(text).stackProtector], [false, 'not-recorded'], text);
    }
  });
});
