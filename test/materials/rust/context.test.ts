/** What voids a review of an unsafe site and what does not: digests of its function and of its module under edits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { isUnreadable } from '../../../src/core/material.ts';
import { hatchContext } from '../../../src/facts/hatch-context.ts';
import probe from '../../../src/materials/rust/context.probe.ts';
import rust from '../../../src/materials/rust/material.ts';

type Around = z.infer<typeof hatchContext.schema>['sites'][number];

function contextOf(source: string): readonly Around[] {
  const bytes = Buffer.from(source);
  const sight = { path: 'a.rs', size: bytes.length, head: bytes };
  const form = rust.parse(bytes, sight);
  assert.ok(!isUnreadable(form));
  const [seen] = [...probe.look(form, sight)];
  return seen !== undefined && 'value' in seen ? hatchContext.schema.parse(seen.value).sites : [];
}

const ring = `pub struct Ring { data: *mut u8, pub length: usize }
static LIMIT: usize = 8;
impl Ring {
    pub fn first(&self) -> u8 { let at = 0; unsafe { *self.data.add(at) } }
    pub fn grow(&mut self) { self.length += 1; }
    fn room(&self) -> usize { LIMIT - self.length }
}
impl Drop for Ring { fn drop(&mut self) { self.length = 0; } }
mod inner { pub struct Other(u8); }
#[cfg(test)] mod tests { fn reads() {} }
`;

function only(source: string): Around {
  const [site, ...more] = contextOf(source);
  assert.ok(site !== undefined && more.length === 0);
  assert.match(`${site.function_hash}${site.module_hash}`, /^[0-9a-f]{32}$/);
  return site;
}

const before = only(ring);

const edits: readonly (readonly [what: string, from: string, to: string, changes: 'nothing' | 'function' | 'module'])[] = [
  ['a remark and a moved line', 'pub fn first', '\n\n// a remark\npub fn first', 'nothing'],
  ['white space', 'let at = 0;', 'let  at  =  0 ;', 'nothing'],
  ['the function around the site', 'let at = 0;', 'let at = 1;', 'function'],
  ['a private field', 'data: *mut u8', 'data: *const u8', 'module'],
  ['a field of a public type', 'pub length: usize', 'pub length: u16', 'module'],
  ['a static', '= 8;', '= 9;', 'module'],
  ['a private function', 'LIMIT - self.length', 'LIMIT', 'module'],
  ['a function that becomes private', 'pub fn grow', 'fn grow', 'module'],
  ['the body of a public function', 'self.length += 1', 'self.length += 2', 'nothing'],
  ['an implementation of a trait', 'self.length = 0', 'self.length = 1', 'nothing'],
  ['another module', 'Other(u8)', 'Other(u16)', 'nothing'],
  ['a test', 'fn reads() {}', 'fn reads() { loop {} }', 'nothing'],
];

for (const [what, from, to, changes] of edits) {
  test(`${what}: ${changes} changed`, () => {
    assert.ok(ring.includes(from));
    const after = only(ring.replace(from, to));
    assert.equal(after.key, before.key);
    assert.equal(after.function_hash !== before.function_hash, changes === 'function');
    assert.equal(after.module_hash !== before.module_hash, changes === 'module');
  });
}

test('items may change places', () => {
  const [type = '', state = '', ...rest] = ring.split('\n');
  assert.deepEqual(only([state, ...rest, type].join('\n')), before);
});

test('a site in a module of its own is bound to that module', () => {
  const outer = (field: string): string => `struct Outer(${field}); mod deep { struct Held(*mut u8); fn read(h: &Held) -> u8 { unsafe { *h.0 } } }`;
  assert.deepEqual(only(outer('u8')), only(outer('u16')));
});

test('an attribute is bound to its function, an inner function to itself', () => {
  const [mangled, block] = contextOf('#[unsafe(no_mangle)]\npub extern "C" fn isr() { fn inner() { unsafe { stop() } } inner() }');
  const [again, same] = contextOf('#[unsafe(no_mangle)]\npub extern "C" fn isr() { fn inner() { unsafe { stop() } } inner(); inner() }');
  assert.notEqual(mangled?.function_hash, again?.function_hash);
  assert.equal(block?.function_hash, same?.function_hash);
});

test('nesting costs no more than its size', () => {
  for (const text of ['fn f() { unsafe {} ', 'mod m { unsafe {} ', 'fn f() { mod m { struct S; unsafe {} ', 'impl A { fn f() { unsafe {} ', 'static A: u8 = { unsafe {} ']) {
    const started = process.cpuUsage();
    const closers = '}'.repeat((text.match(/\{/g) ?? []).length - 1);
    assert.ok(contextOf(text.repeat(10_000) + closers.repeat(10_000)).length > 0);
    assert.ok(process.cpuUsage(started).user < 4_000_000, `${text} took too long`);
  }
});
