/** Feeds the Rust material bytes that nobody would write: it must answer, soon, and in words of the schema. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { isCouldNotTell } from '../../../src/core/fact.ts';
import { isUnreadable } from '../../../src/core/material.ts';
import { escapeHatch } from '../../../src/facts/escape-hatch.ts';
import { hatchContext } from '../../../src/facts/hatch-context.ts';
import { sourceOutline } from '../../../src/facts/source-outline.ts';
import { boundary as boundaryWord } from '../../../src/facts/boundary.ts';
import boundary from '../../../src/materials/rust/boundary.probe.ts';
import context from '../../../src/materials/rust/context.probe.ts';
import hatches from '../../../src/materials/rust/escape-hatch.probe.ts';
import rust from '../../../src/materials/rust/material.ts';
import outline from '../../../src/materials/rust/outline.probe.ts';
import size from '../../../src/materials/rust/size.probe.ts';

function lookAt(bytes: Uint8Array): void {
  const sight = { path: 'x.rs', size: bytes.length, head: bytes.subarray(0, 4096) };
  const form = rust.parse(bytes, sight);
  if (isUnreadable(form)) return;
  for (const seen of [...hatches.look(form, sight), ...outline.look(form, sight), ...size.look(form, sight), ...context.look(form, sight), ...boundary.look(form, sight)]) {
    if (isCouldNotTell(seen)) continue;
    if (seen.word === escapeHatch.word) escapeHatch.schema.parse(seen.value);
    if (seen.word === hatchContext.word) hatchContext.schema.parse(seen.value);
    if (seen.word === boundaryWord.word) boundaryWord.schema.parse(seen.value);
    if (seen.word === sourceOutline.word) sourceOutline.schema.parse(seen.value);
  }
}

test('arbitrary bytes are answered', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), lookAt), { numRuns: 300 });
});

const pieces = [
  'unsafe ', 'fn ', 'extern ', '"C" ', 'impl ', 'trait ', 'mod ', 'use ', 'static ', 'mut ', 'const ', 'safe ', 'union ', 'macro_rules! ',
  'macro ', 'asm!', 'quote!', 'x', 'y: ', '#', '[', ']', '(', ')', '{', '}', '<', '>', ';', ',', '=>', '::', '$', '!', "'a", '"', "'", '//\n',
  '/*', '*/', '// SAFETY: x\n', 'cfg(test)', 'no_mangle', 'all(', 'not(', '.', '=', 'for ', 'where ', 'r#"', '\n',
];

test('pieces of Rust in any order are answered', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 120 }), (parts) => lookAt(Buffer.from(parts.join('')))),
    { numRuns: 1500 },
  );
});

test('deep, wide and unfinished text costs no more than its size', () => {
  const repeated = [
    'unsafe {', 'unsafe fn f() {', 'mod m { ', '#[', '#[cfg(all(', 'use a::{', 'use ', 'macro_rules! m { ', 'asm!(', 'impl<T: A<', 'g(unsafe {}, ',
    '/* SAFETY: x */ unsafe {} ', 'static mut A: u8 = unsafe { A }; ', 'union U { a: u8, ', 'struct S<', '((((', '}}}}', 'unsafe impl A for B ', 'quote!{', '#![cfg(test)] ', 'extern "C" { fn f(a: *const u8, b: ', '#[no_mangle] fn f(',
  ];
  for (const text of repeated) {
    const started = process.cpuUsage();
    lookAt(Buffer.from(text.repeat(20_000)));
    assert.ok(process.cpuUsage(started).user < 4_000_000, `${text} took too long`);
  }
});
