/** Holds the finer points of Rust's unsafe sites: remarks, test marks, keys and what must not be counted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hatchesOf } from './look.ts';

const only = (source: string) => {
  const found = hatchesOf(source);
  assert.equal(found.length, 1, JSON.stringify(found));
  return found[0];
};

const remarks: readonly (readonly [name: string, documented: boolean, source: string])[] = [
  ['above the statement', true, 'fn f() {\n    // SAFETY: one\n    let x = g(unsafe { h() });\n}'],
  ['any case', true, 'fn f() {\n    // safety: one\n    unsafe { h() }\n}'],
  ['above an attribute', true, 'fn f() {\n    // SAFETY: one\n    #[allow(\n        a, b)]\n    unsafe { h() };\n}'],
  ['in the block', true, 'fn f() { unsafe {\n    // SAFETY: one\n    h() } }'],
  ['on the closing line', true, 'fn f() {\n    let a = unsafe { h() }; // SAFETY: one\n}'],
  ['as a block comment over lines', true, 'fn f() {\n    /*\n     * SAFETY: one\n     */\n    unsafe { h() }\n}'],
  ['above an earlier argument of the same call', true, 'fn f() { g(\n    // SAFETY: both\n    a, unsafe { h() }) }'],
  ['above the function is too high', false, '// SAFETY: one\nfn f() { unsafe { h() } }'],
  ['trailing the statement before', false, 'fn f() {\n    g(); // SAFETY: of g\n    unsafe { h() }\n}'],
  ['above another field', false, 'fn f() -> S { S {\n    // SAFETY: of a\n    a: 1,\n    b: unsafe { h() } } }'],
  ['above another match arm', false, 'fn f() { match x {\n    // SAFETY: of one\n    1 => a,\n    2 => unsafe { h() },\n    _ => b } }'],
  ['about something else', false, 'fn f() {\n    // this is not about safety\n    unsafe { h() }\n}'],
  ['a heading is for functions, not for blocks', false, 'fn f() {\n    // # Safety\n    unsafe { h() }\n}'],
  ['heading of a function', true, '/// Does.\n///\n/// # Safety\n/// Never.\n#[inline]\npub unsafe fn f() {}'],
  ['heading of a function as an attribute', true, '#[doc = " # Safety"]\n#[doc = " never"]\npub unsafe fn f() {}'],
  ['heading of the function before', false, '/// # Safety\nfn g() {}\npub unsafe fn f() {}'],
  ['above an impl', true, '// SAFETY: plain data\nunsafe impl Send for A {}'],
  ['above a symbol', true, '// SAFETY: no other symbol has the name\n#[unsafe(no_mangle)]\npub fn f() {}'],
];

for (const [name, documented, source] of remarks) {
  test(`remark: ${name}`, () => assert.equal(only(source)?.documented, documented));
}

const marks: readonly (readonly [attribute: string, test: boolean])[] = [
  ['#[test]', true], ['#[tokio::test]', true], ['#[cfg(test)]', true], ['#[cfg(all(unix, test))]', true],
  ['#[cfg(all(test, any(unix, windows)))]', true], ['#[cfg(any(test, all(test, unix)))]', true],
  ['#[cfg(not(test))]', false], ['#[cfg(any(test, unix))]', false], ['#[cfg(feature = "test")]', false],
  ['#[cfg(all(not(test), unix))]', false], ['#[cfg(tests)]', false], ['#[cfg_attr(test, inline)]', false],
];

for (const [attribute, expected] of marks) {
  test(`test mark: ${attribute}`, () => {
    assert.equal(only(`${attribute}\nfn f<A, B>(a: [A; 2]) -> B { unsafe { h() } }`)?.test, expected);
    assert.equal(only(`fn f() {\n    ${attribute}\n    { unsafe { h() } }\n}`)?.test, expected);
    assert.equal(only(`${attribute} mod m; fn f() { unsafe { h() } }`)?.test, false);
  });
}

test('an inner attribute marks what encloses it', () => {
  assert.equal(only('#![cfg(test)]\nfn f() { unsafe { h() } }')?.test, true);
  const found = hatchesOf('mod a { #![cfg(test)] fn f() { unsafe { h() } } }\nfn g() { unsafe { h() } }');
  assert.deepEqual(found.map((hatch) => hatch.test), [true, false]);
});

test('what only looks like a site is none', () => {
  for (const source of [
    '// unsafe { }\n/* unsafe fn f() {} */', 'const A: &str = "unsafe { }";', 'const A: &[u8] = br##"unsafe impl"##;',
    '#![forbid(unsafe_code)]\n#![deny(unsafe_op_in_unsafe_fn)]', 'type F = unsafe extern "C" fn(u8) -> u8;', 'fn f(g: unsafe fn()) {}',
    'let r#unsafe = 1; r#unsafe();', 'struct A { unsafe_code: u8 }', 'extern crate alloc;', 'extern "C" fn f() {}',
    'static A: Option<unsafe extern "C" fn()> = None;', 'use core::arch::asm;', 'cortex_m::asm::nop();', 'fn asm() { asm(); }',
    'fn safe() { let safe = union; }', '#[allow(no_mangle_generic_items)] fn f() {}', '#[doc(alias = "no_mangle")] fn f() {}',
    "fn f<'unsafe_>(a: &'unsafe_ u8) {}", 'macro_rules! m { (unsafe $a:expr) => { $a }; ($b:tt) => {} }',
  ]) assert.deepEqual(hatchesOf(source), [], source);
});

test('a foreign function belongs to its block, a safe one is a site of its own', () => {
  const found = hatchesOf('unsafe extern "C" { pub unsafe fn a(); pub safe fn b(); fn c(); safe static D: u8; }');
  assert.deepEqual(found.map((hatch) => `${hatch.form} ${hatch.item}`), ['extern-block ', 'extern-safe-fn b', 'extern-safe-fn D']);
});

test('static mut is counted where it is read or written, within its reach', () => {
  const source = `static mut A: u8 = 0;
    fn f() { static mut B: u8 = 0; unsafe { A = B; p(&raw mut A); q(addr_of!(A)); S { A: 1 }; s.A; } }
    fn g(B: u8) { unsafe { h(B) } }`;
  const uses = hatchesOf(source).filter((hatch) => hatch.form === 'static-mut-use');
  assert.deepEqual(uses.map((hatch) => hatch.item), ['f', 'f']);
});

test('a union field is counted where it is read, unless a struct has one of that name', () => {
  const source = `union U { bits: u32, shared: f32 } struct S { shared: u8 }
    fn f(u: U, s: S) { unsafe { u.bits = 1; g(u.bits); g(u.bits()); g(s.shared) } }`;
  assert.equal(hatchesOf(source).filter((hatch) => hatch.form === 'union-read').length, 1);
});

test('keys survive moved lines and comments, and change with the code', () => {
  const keys = (source: string): string[] => hatchesOf(source).map((hatch) => hatch.key);
  const plain = keys('fn f() { unsafe { g(1) } }');
  assert.deepEqual(keys('\n\n// about\nfn f()\n{\n    unsafe { // why\n        g( 1 ) }\n}'), plain);
  assert.notDeepEqual(keys('fn f() { unsafe { g(2) } }'), plain);
  assert.notDeepEqual(keys('fn e() { unsafe { g(1) } }'), plain);
  const twice = keys('fn f() { unsafe { g(1) } unsafe { g(1) } }');
  assert.equal(new Set(twice).size, 2);
  const outer = (inner: string): string | undefined => keys(`unsafe fn f() { unsafe { ${inner} } }`)[0];
  assert.notEqual(outer('g(1)'), outer('g(2)'), 'the outer key covers what the inner site says');
});

test('quoted code of a procedural macro comes from a macro', () => {
  assert.equal(only('fn expand() { quote! { unsafe { #call } } }')?.from_macro, true);
  assert.equal(only('macro reg($a:expr) { unsafe { *$a } }')?.from_macro, true);
  assert.equal(only('lazy! { static A: u8 = unsafe { g() }; }')?.from_macro, false);
});
