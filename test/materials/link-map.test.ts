/** Link maps are foreign bytes: whatever stands in them, reading ends soon, throws nothing and gives sizes that add up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isUnreadable } from '../../src/core/material.ts';
import { isCouldNotTell } from '../../src/core/fact.ts';
import { linkedCode } from '../../src/facts/linked-code.ts';
import material from '../../src/materials/link-map/material.ts';
import probe from '../../src/materials/link-map/objects.probe.ts';

const gnu = 'Memory Configuration\n\nLinker script and memory map\n\n.text           0x08000000       0x30\n .text.a        0x08000000       0x10 a.o\n .text.long_name_of_one\n                0x08000010       0x20 lib/libb.a(b.o)\nOUTPUT(pump.elf elf32)\n';
const lld = '             VMA              LMA     Size Align Out     In      Symbol\n          2011b4           2011b4       22     4 .text\n          2011b4           2011b4       10     1         a.o:(.text.main)\n';

function look(text: string): readonly unknown[] {
  const bytes = Buffer.from(text);
  const sight = { path: 'x.map', size: bytes.length, head: bytes.subarray(0, 4096) };
  const form = material.parse(bytes);
  if (isUnreadable(form)) return [form.unreadable];
  return [...probe.look(form, sight)].map((seen) => {
    if (isCouldNotTell(seen)) return seen;
    const value = linkedCode.schema.parse(seen.value);
    assert.ok(value.objects.reduce((sum, { bytes: size }) => sum + size, 0) <= value.bytes);
    return value;
  });
}

test('both sorts of maps are read', () => {
  assert.deepEqual(look(gnu), [{ linker: 'GNU ld', output: 'pump.elf', bytes: 48, objects: [{ object: 'b.o', archive: 'libb.a', bytes: 32 }, { object: 'a.o', archive: '', bytes: 16 }] }]);
  assert.deepEqual(look(lld), [{ linker: 'LLVM lld', output: '', bytes: 34, objects: [{ object: 'a.o', archive: '', bytes: 16 }] }]);
});

test('mutated maps are read to an end', () => {
  const piece = fc.constantFrom('0x', 'ffffffffffffffff', ' .text', '\n', '(', ')', ':(', '*fill*', '   ', 'OUTPUT(', '.o', '\u0000', '0x7fffffffffffffff 0x1 ');
  fc.assert(fc.property(fc.constantFrom(gnu, lld), fc.array(fc.tuple(fc.nat(400), fc.nat(9), piece)), (text, edits) => {
    look(edits.reduce<string>((all, [at, off, put]) => all.slice(0, at) + put + all.slice(at + off), text));
  }), { numRuns: 500 });
});

test('long lines and many of them take time that grows with their size alone', () => {
  const started = process.cpuUsage().user;
  for (const line of ['a:('.repeat(300_000), ` .text${' '.repeat(900_000)}`, ` .t 0x1 ${'('.repeat(900_000)}`, '.text 0x1 0x1\n'.repeat(60_000)]) {
    look(`${gnu}${line}\n`);
    look(`${lld}          2011b4           2011b4       10     1         ${line}\n`);
  }
  assert.ok(process.cpuUsage().user - started < 5_000_000);
});

test('more sections than any build has are refused', () => {
  assert.match(String(look(`${gnu}${'.a 0x1 0x1\n'.repeat(1_000_002)}`)[0]), /more than 1000000 sections/);
});
